// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SystemCalls
import TestKit
import Testing

struct DescriptorTests {
  @Test func `is closed with its owner`() async {
    // Another test could take the number meanwhile, so this runs in a process of its own.
    await #expect(processExitsWith: .success) {
      let number: Int32
      do {
        let descriptor = try FileReading.open("/dev/null")
        number = descriptor.number
        #expect(FileStatus.of(number) != nil)
        #expect(fcntl(number, F_GETFD) & FD_CLOEXEC != 0)
      }
      #expect(FileStatus.of(number) == nil)
    }
  }

  @Test func `is not closed by somebody who only uses it`() throws {
    let descriptor = try FileReading.open("/dev/null")
    do { _ = Descriptor(borrowing: descriptor.number).number }
    #expect(FileStatus.of(descriptor.number) != nil)
  }

  @Test func `reads what is there into its place and tells the end from nothing yet`() throws {
    let pipe = try Pipe(size: 4096)
    _ = fcntl(pipe.reader.number, F_SETFL, O_NONBLOCK)
    var secret = try SecretBytes(count: 8)
    #expect(try pipe.reader.read(into: &secret, 0..<8) == .wouldWait)
    try pipe.writer.writeAll([1, 2, 3])
    #expect(try pipe.reader.read(into: &secret, 2..<4) == .moved(2))
    #expect(plainBytes(secret) == [0, 0, 1, 2, 0, 0, 0, 0])
    #expect(try pipe.reader.read(into: &secret, 4..<8) == .moved(1))
    let reader = pipe.takeReader()
    #expect(try reader.read(into: &secret, 0..<8) == .moved(0))
  }

  @Test func `reading what is not open says so`() throws {
    var secret = try SecretBytes(count: 1)
    let error = #expect(throws: SystemCallError.self) {
      try Descriptor(borrowing: -1).read(into: &secret, 0..<1)
    }
    #expect(error?.call == "read" && error?.code == EBADF)
  }

  @Test func `writes everything even when it does not fit at once`() throws {
    let pipe = try Pipe(size: 4096)
    _ = fcntl(pipe.writer.number, F_SETFL, O_NONBLOCK)
    var secret = try SecretBytes(count: 300_000)
    for index in 0..<secret.count { secret[index] = UInt8(truncatingIfNeeded: index / 7) }
    let expected = plainBytes(secret)
    let shared = SharedSecret(secret)
    let number = dup(pipe.writer.number)
    let reader = pipe.takeReader()
    let writer = Thread {
      let end = Descriptor(owning: number)
      try? end.writeAll(shared.bytes)
      try? end.writeAll(shared.bytes, 10..<20)
    }
    #expect(try everything(from: reader) == expected + expected[10..<20])
    writer.join()
  }
}
