// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import TestKit
import Testing

struct InputRelayTests {
  /// A pipe of which neither end blocks.
  private static func pipe() throws -> Pipe {
    let pipe = try Pipe(size: 4096)
    for number in [pipe.reader.number, pipe.writerNumber] {
      _ = fcntl(number, F_SETFL, O_NONBLOCK)
    }
    return pipe
  }

  private static func waits(_ relay: borrowing InputRelay) throws -> Bool {
    var poll = Poll()
    let index = relay.add(to: &poll)
    try poll.wait(milliseconds: 0)
    return !poll.isReady(index)
  }

  @Test func `moves what was typed, and ends with its source`() throws {
    let source = try Self.pipe()
    let target = try Self.pipe()
    var relay = try InputRelay(from: source.reader.number, to: target.writerNumber)
    let isIdle = try Self.waits(relay)
    #expect(isIdle)
    try source.writer.writeAll(Array("password\n".utf8))
    let goesOn = try relay.pump()
    #expect(goesOn)
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = unsafe read(target.reader.number, &bytes, 100)
    #expect(Array(bytes.prefix(max(0, count))) == Array("password\n".utf8))
    _ = source.takeReader()
  }

  @Test func `a target that is full keeps it waiting and loses nothing`() throws {
    let source = try Self.pipe()
    let target = try Self.pipe()
    var relay = try InputRelay(from: source.reader.number, to: target.writerNumber)
    var sent: [UInt8] = []
    var got: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 1000)
    var number: UInt8 = 0
    while got.count < 200_000 {
      bytes = (0..<1000).map { _ in
        number = number &* 31 &+ 7
        return number
      }
      let written = unsafe write(source.writerNumber, bytes, bytes.count)
      if written > 0 { sent += bytes.prefix(written) }
      for _ in 0..<8 { _ = try relay.pump() }
      // The reader dawdles: it takes less than it is offered, until there is no more room.
      let count = unsafe read(target.reader.number, &bytes, 700)
      if count > 0 { got += bytes.prefix(count) }
    }
    #expect(got == Array(sent.prefix(got.count)))
  }

  @Test func `the end of the source is its end`() throws {
    let source = try Self.pipe()
    let target = try Self.pipe()
    let reader = source.takeReader()
    var relay = try InputRelay(from: reader.number, to: target.writerNumber)
    let goesOn = try relay.pump()
    #expect(!goesOn)
  }
}
