// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SystemCalls
import TestKit
import Testing

struct SharedFileTests {
  @Test func `is made for its owner alone, and only where that is wanted`() throws {
    let folder = try TemporaryFolder()
    for purpose in [SharedFile.Purpose.changing, .appending] {
      _ = try SharedFile(folder["\(purpose)"], for: purpose)
      #expect(FileStatus.of(folder["\(purpose)"])?.permissions == 0o600)
    }
    #expect(throws: SystemCallError("open", folder["none"], code: ENOENT)) {
      _ = try SharedFile(folder["none"], for: .reading)
    }
  }

  @Test func `is neither a link nor a pipe`() throws {
    let folder = try TemporaryFolder()
    #expect(unsafe symlink("/dev/null", folder["link"]) == 0)
    #expect(throws: SystemCallError("open", folder["link"], code: ELOOP)) {
      _ = try SharedFile(folder["link"], for: .appending)
    }
    #expect(unsafe mkfifo(folder["pipe"], 0o600) == 0)
    #expect(throws: SystemCallError("open", folder["pipe"], code: EINVAL)) {
      _ = try SharedFile(folder["pipe"], for: .appending)
    }
  }

  @Test func `grows at its end whatever was read, and is written over where that is wanted`() throws
  {
    let folder = try TemporaryFolder()
    let file = try SharedFile(folder["file"], for: .appending)
    try file.append(Array("one\n".utf8))
    #expect(try file.bytes(0..<2) == Array("on".utf8))
    try file.append(Array("two\n".utf8))
    #expect(file.size == 8)
    #expect(try file.bytes(4..<100) == Array("two\n".utf8))
    let other = try SharedFile(folder["file"], for: .changing)
    try other.overwrite(with: try SecretBytes(copying: Array("ONE".utf8)))
    try other.write(Array("W".utf8), at: 5)
    let secret = try other.secret(count: 100)
    #expect(plainBytes(secret) == Array("ONE\ntWo\n".utf8))
    try other.flush()
  }

  @Test func `is locked by one writer or by many readers`() throws {
    let folder = try TemporaryFolder()
    let writer = try SharedFile(folder["file"], for: .changing)
    let reader = try SharedFile(folder["file"], for: .reading)
    let second = try SharedFile(folder["file"], for: .reading)
    #expect(try reader.lock(shared: true, milliseconds: 0))
    #expect(try second.lock(shared: true, milliseconds: 0))
    #expect(try !writer.lock(milliseconds: 20))
  }

  @Test func `takes another name`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", "text")
    try SharedFile.move(folder["a"], to: folder["b"])
    #expect(folder.names == ["b"])
    #expect(throws: SystemCallError("rename", folder["a"], code: ENOENT)) {
      try SharedFile.move(folder["a"], to: folder["b"])
    }
  }
}
