// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SystemCalls
import TestKit
import Testing

struct FileReadingTests {
  private static let sizes = [0, 1, 4095, 4096, 4097, 16384, 16385, 100_000]

  @Test(arguments: sizes)
  func `reads a whole file up to the limit, and nothing of a longer one`(size: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try folder.write("file", bytes)
    let path = folder["file"]
    for limit in [size, size + 1, size * 2 + 10] {
      #expect(try FileReading.bytes(of: path, limit: limit) == bytes)
      let secret = try plainBytes(
        ifAny: FileReading.secret(from: FileReading.open(path), limit: limit))
      #expect(secret == bytes)
    }
    guard size > 0 else { return }
    #expect(try FileReading.bytes(of: path, limit: size - 1) == nil)
    let secret = try plainBytes(
      ifAny: FileReading.secret(from: FileReading.open(path), limit: size - 1))
    #expect(secret == nil)
  }

  @Test(.timeLimit(.minutes(10))) func `a pipe that nobody writes to is not waited for`()
    throws
  {
    let folder = try TemporaryFolder()
    unsafe #expect(mkfifo(folder["pipe"], 0o600) == 0)
    #expect(try FileReading.bytes(of: folder["pipe"], limit: 100) == [])
    #expect(throws: SystemCallError.self) { try DigestedFile(folder["pipe"]) }
    let writer = unsafe Glibc.open(folder["pipe"], O_RDWR)
    defer { close(writer) }
    unsafe write(writer, "text", 4)
    // Whoever keeps it open makes it endless, which is not waited for either.
    let error = #expect(throws: SystemCallError.self) {
      try FileReading.bytes(of: folder["pipe"], limit: 100)
    }
    #expect(error?.reason == "nobody writes to it")
    unsafe write(writer, "longer text", 11)
    #expect(try FileReading.bytes(of: folder["pipe"], limit: 10) == nil)
  }

  @Test func `a file without an end is not read beyond the limit`() throws {
    #expect(try FileReading.bytes(of: "/dev/zero", limit: 10_000) == nil)
    let secret = try plainBytes(
      ifAny: FileReading.secret(from: FileReading.open("/dev/zero"), limit: 10_000))
    #expect(secret == nil)
  }

  @Test func `a file that does not tell its size is read whole`() throws {
    let bytes = try #require(try FileReading.bytes(of: "/proc/self/status", limit: 100_000))
    #expect(bytes.starts(with: "Name:".utf8) && bytes.last == UInt8(ascii: "\n"))
  }

  @Test func `says which call failed on what`() throws {
    let folder = try TemporaryFolder()
    let missing = SystemCallError("open", folder["missing"], code: ENOENT)
    #expect(throws: missing) { try FileReading.bytes(of: folder["missing"], limit: 1) }
    #expect(missing.isMissing)
    #expect(throws: SystemCallError("read", folder.path, code: EISDIR)) {
      try FileReading.bytes(of: folder.path, limit: 1)
    }
    try folder.write("file", "")
    let below = SystemCallError("open", folder["file/x"], code: ENOTDIR)
    #expect(throws: below) { try FileReading.bytes(of: folder["file/x"], limit: 1) }
    #expect(below.isMissing)
  }

  @Test func `a pipe that fills slowly and does not block is read to its end`() throws {
    let pipe = try Pipe(size: 4096)
    _ = fcntl(pipe.reader.number, F_SETFL, O_NONBLOCK)
    let writer = dup(pipe.writerNumber)
    let reader = pipe.takeReader()
    let slow = Thread {
      let end = Descriptor(owning: writer)
      for byte in UInt8(0)..<20 {
        usleep(1000)
        try? end.writeAll([byte, byte])
      }
    }
    #expect(try everything(from: reader) == (0..<20).flatMap { [$0, $0] })
    slow.join()
  }
}
