// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import TestKit
import Testing

struct FileStatusTests {
  @Test func `tells kind, size, permissions and owner`() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "12345", permissions: 0o640)
    let file = try #require(FileStatus.of(folder["file"]))
    #expect(file.kind == .regular && file.size == 5 && file.permissions == 0o640)
    #expect(file.owner == CurrentProcess.userID)
    #expect(FileStatus.of(folder.path)?.kind == .directory)
    #expect(FileStatus.of(folder.path)?.permissions == 0o700)
    #expect(FileStatus.of("/dev/null")?.kind == .other)
    #expect(FileStatus.of(folder["missing"]) == nil)
    #expect(FileStatus.of(-1 as Int32) == nil)
  }

  @Test func `knows the same file under another name`() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "x")
    try folder.write("twin", "x")
    _ = unsafe symlink("file", folder["link"])
    let file = try #require(FileStatus.of(folder["file"]))
    #expect(try file.isSameFile(as: #require(FileStatus.of(folder["link"]))))
    #expect(try !file.isSameFile(as: #require(FileStatus.of(folder["twin"]))))
    let open = try FileReading.open(folder["link"])
    #expect(try file.isSameFile(as: #require(FileStatus.of(open.number))))
  }
}
