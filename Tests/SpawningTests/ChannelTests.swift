// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import Testing

@testable import Spawning

struct ChannelTests {
  private static func modes(_ number: Int32) -> termios {
    var modes = termios()
    _ = unsafe tcgetattr(number, &modes)
    return modes
  }

  private static func write(_ text: String, to number: Int32) {
    _ = unsafe Glibc.write(number, text, text.utf8.count)
  }

  private static func read(from number: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 100)
    var ready = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    _ = unsafe poll(&ready, 1, 5000)
    let count = unsafe Glibc.read(number, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  @Test func `a stream that is closed has none`() throws {
    let channel = try Channel.make(.closed, for: 1)
    let isThere = channel != nil
    #expect(!isThere)
  }

  @Test func `a pipe has two ends, and its reader outlives the writer`() throws {
    guard let channel = try Channel.make(.pipe, for: 1), let writer = channel.writerNumber else {
      Issue.record("no pipe")
      return
    }
    let path = channel.path
    #expect(path == nil)
    Self.write("through", to: writer)
    guard let reader = channel.takeReader() else {
      Issue.record("no reader")
      return
    }
    #expect(Self.read(from: reader.number) == "through")
    #expect(fcntl(writer, F_GETFD) == -1)
    var byte: UInt8 = 0
    let end = unsafe Glibc.read(reader.number, &byte, 1)
    #expect(end == 0)
  }

  @Test func `a display is a terminal that leaves line ends to the one behind it`() throws {
    guard let channel = try Channel.make(.display, for: 1), let writer = channel.writerNumber
    else {
      Issue.record("no display")
      return
    }
    #expect(Terminal.isTerminal(writer))
    #expect(Self.modes(writer).c_oflag & tcflag_t(OPOST) == 0)
    Self.write("a\n", to: writer)
    #expect(Self.read(from: channel.readerNumber) == "a\n")
  }

  @Test func `a session's terminal is opened by the child, and ends its lines itself`() throws {
    let pair = try PseudoTerminal(like: nil, processesOutput: true)
    let user = try pair.open()
    guard let channel = try Channel.make(.session, for: user.number), let path = channel.path else {
      Issue.record("no session")
      return
    }
    let writer = channel.writerNumber
    #expect(writer == nil)
    let number = unsafe open(path, O_RDWR | O_NOCTTY)
    defer { close(number) }
    Self.write("a\n", to: number)
    #expect(Self.read(from: channel.readerNumber) == "a\r\n")
    _ = pair.path
  }
}
