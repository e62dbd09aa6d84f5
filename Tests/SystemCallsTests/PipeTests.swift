// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import Testing

struct PipeTests {
  @Test func `neither end reaches a program that is started`() throws {
    let pipe = try Pipe(size: 65536)
    #expect(fcntl(pipe.reader.number, F_GETFD) & FD_CLOEXEC != 0)
    #expect(fcntl(pipe.writer.number, F_GETFD) & FD_CLOEXEC != 0)
    #expect(pipe.writerNumber == pipe.writer.number)
  }

  @Test func `taking the reader closes the writer`() throws {
    let pipe = try Pipe(size: 65536)
    try pipe.writer.writeAll([7])
    let reader = pipe.takeReader()
    #expect(try everything(from: reader) == [7])
  }

  @Test func `a size that the kernel refuses leaves an ordinary pipe`() throws {
    let pipe = try Pipe(size: Int(Int32.max))
    try pipe.writer.writeAll([7])
    let reader = pipe.takeReader()
    #expect(try everything(from: reader) == [7])
  }
}
