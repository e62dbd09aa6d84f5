// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SystemCalls
import TestKit
import Testing

struct OutputSinkTests {
  /// Writes through a sink until all is out or it would wait; returns how much went out.
  private static func write(_ secret: borrowing SecretBytes, to sink: inout OutputSink) throws
    -> Int
  {
    var offset = 0
    while offset < secret.count {
      guard case .moved(let count) = try sink.write(secret, offset..<secret.count) else { break }
      offset += count
    }
    return offset
  }

  @Test func `a pipe takes what fits and then says that it would wait`() throws {
    let pipe = try Pipe(size: 65536)
    var sink = OutputSink(pipe.writerNumber)
    let secret = try RandomBytes.secret(300_000)
    let count = try Self.write(secret, to: &sink)
    #expect(count > 0 && count < secret.count)
    #expect(fcntl(pipe.writerNumber, F_GETFL) & O_NONBLOCK == 0, "the mode is shared with others")
    #expect(!sink.isTerminal && sink.number == pipe.writerNumber)
    var received = try SecretBytes(count: count)
    var got = 0
    while got < count {
      guard case .moved(let more) = try pipe.reader.read(into: &received, got..<count) else {
        break
      }
      got += more
    }
    #expect(plainBytes(received) == Array(plainBytes(secret)[..<count]))
    #expect(try sink.write(secret, 0..<10) == .moved(10))
  }

  @Test func `a pipe drained meanwhile gets every byte once and in order`() throws {
    let pipe = try Pipe(size: 4096)
    let secret = SharedSecret(try RandomBytes.secret(200_000))
    let number = dup(pipe.writerNumber)
    let reader = pipe.takeReader()
    let writer = Thread {
      let end = Descriptor(owning: number)
      var sink = OutputSink(end.number)
      var offset = 0
      while offset < secret.bytes.count {
        var poll = Poll()
        _ = poll.addWriter(sink.pollNumber)
        try? poll.wait(milliseconds: nil)
        guard let progress = try? sink.write(secret.bytes, offset..<secret.bytes.count) else {
          return
        }
        if case .moved(let count) = progress { offset += count }
      }
    }
    #expect(try everything(from: reader) == plainBytes(secret.bytes))
    writer.join()
  }

  @Test func `a file takes everything where it stands`() throws {
    let folder = try TemporaryFolder()
    try folder.write("out", "head ")
    let number = unsafe open(folder["out"], O_WRONLY | O_APPEND | O_CLOEXEC)
    let file = Descriptor(owning: number)
    var sink = OutputSink(file.number)
    let secret = try SecretBytes(copying: Array("tail".utf8))
    #expect(try Self.write(secret, to: &sink) == 4)
    #expect(try FileReading.bytes(of: folder["out"], limit: 100) == Array("head tail".utf8))
  }

  @Test func `a socket and a character device take everything`() throws {
    var ends: [Int32] = [-1, -1]
    _ = unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
    let secret = try SecretBytes(copying: [1, 2, 3])
    do {
      let writer = Descriptor(owning: ends[1])
      var sink = OutputSink(writer.number)
      #expect(try Self.write(secret, to: &sink) == 3)
    }
    #expect(try everything(from: Descriptor(owning: ends[0])) == [1, 2, 3])
    let null = Descriptor(owning: unsafe open("/dev/null", O_WRONLY | O_CLOEXEC))
    var sink = OutputSink(null.number)
    #expect(try Self.write(secret, to: &sink) == 3)
  }

  @Test func `a reader that is gone is a broken pipe`() async {
    // The signal that comes with it must not reach the other tests.
    await #expect(processExitsWith: .success) {
      SignalState.block(SIGPIPE)
      let pipe = try Pipe(size: 4096)
      let writer = Descriptor(owning: dup(pipe.writerNumber))
      do { _ = pipe.takeReader() }
      var sink = OutputSink(writer.number)
      let secret = try SecretBytes(count: 1)
      let error = #expect(throws: SystemCallError.self) { try sink.write(secret, 0..<1) }
      #expect(error?.isBrokenPipe == true)
    }
  }

  @Test func `a full disk is an error and not an endless loop`() throws {
    let full = Descriptor(owning: unsafe open("/dev/full", O_WRONLY | O_CLOEXEC))
    var sink = OutputSink(full.number)
    let secret = try SecretBytes(count: 1)
    let error = #expect(throws: SystemCallError.self) { try sink.write(secret, 0..<1) }
    #expect(error?.code == ENOSPC)
  }

  @Test func `a descriptor for reading only is an error`() throws {
    let pipe = try Pipe(size: 4096)
    var sink = OutputSink(pipe.reader.number)
    let secret = try SecretBytes(count: 1)
    let error = #expect(throws: SystemCallError.self) { try sink.write(secret, 0..<1) }
    #expect(error?.code == EBADF)
  }
}
