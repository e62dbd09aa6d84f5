// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
import SystemCalls
import Testing

struct RawTerminalTests {
  private static func flags(_ number: Int32) -> tcflag_t {
    var modes = termios()
    _ = unsafe tcgetattr(number, &modes)
    return modes.c_lflag & tcflag_t(ICANON | ECHO | ISIG)
  }

  @Test(arguments: [(false, tcflag_t(0)), (true, tcflag_t(ISIG))])
  func `raw, with and without its signals, and back`(keepsSignals: Bool, raw: tcflag_t) throws {
    let pair = try PseudoTerminal(like: nil, processesOutput: true)
    defer { _ = pair.path }
    let terminal = try pair.open()
    let before = Self.flags(terminal.number)
    #expect(before == tcflag_t(ICANON | ECHO | ISIG))
    var user = RawTerminal(terminal.number)
    let isRawFirst = user.isRaw
    user.enter(keepsSignals: keepsSignals)
    let isRawThen = user.isRaw
    #expect(!isRawFirst && isRawThen)
    #expect(Self.flags(terminal.number) == raw)
    user.leave()
    #expect(Self.flags(terminal.number) == before)
  }

  @Test func `going away gives the modes back`() throws {
    let pair = try PseudoTerminal(like: nil, processesOutput: true)
    defer { _ = pair.path }
    let terminal = try pair.open()
    let before = Self.flags(terminal.number)
    do {
      var user = RawTerminal(terminal.number)
      user.enter(keepsSignals: false)
    }
    #expect(Self.flags(terminal.number) == before)
  }

  @Test func `modes that somebody else set meanwhile are left alone`() throws {
    let pair = try PseudoTerminal(like: nil, processesOutput: true)
    defer { _ = pair.path }
    let terminal = try pair.open()
    var user = RawTerminal(terminal.number)
    user.enter(keepsSignals: false)
    user.forget()
    user.leave()
    #expect(Self.flags(terminal.number) == 0)
  }

  @Test func `what is no terminal stays what it is`() throws {
    let pipe = try Pipe(size: 4096)
    var user = RawTerminal(pipe.reader.number)
    user.enter(keepsSignals: false)
    let isRaw = user.isRaw
    #expect(!isRaw)
    user.leave()
  }
}
