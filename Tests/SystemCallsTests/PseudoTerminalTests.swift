// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
import SystemCalls
import Testing

struct PseudoTerminalTests {
  private static func modes(_ number: Int32) -> termios {
    var modes = termios()
    _ = unsafe tcgetattr(number, &modes)
    return modes
  }

  private static func size(_ number: Int32) -> (UInt16, UInt16) {
    var size = winsize()
    _ = unsafe ioctl(number, UInt(TIOCGWINSZ), &size)
    return (size.ws_row, size.ws_col)
  }

  @Test func `without a model it is 24 lines of 80 columns`() throws {
    let terminal = try PseudoTerminal(like: nil, processesOutput: true)
    let other = try terminal.open()
    #expect(Self.size(other.number) == (24, 80))
    #expect(Terminal.isTerminal(other.number))
  }

  @Test func `it takes modes and size of its model`() throws {
    let model = try PseudoTerminal(like: nil, processesOutput: true)
    let controller = model.controller.number
    let side = try model.open()
    var size = winsize(ws_row: 50, ws_col: 132, ws_xpixel: 1, ws_ypixel: 2)
    _ = unsafe ioctl(controller, UInt(TIOCSWINSZ), &size)
    var modes = Self.modes(side.number)
    modes.c_lflag &= ~tcflag_t(ECHO)
    modes.c_cc.0 = 24
    _ = unsafe tcsetattr(side.number, TCSANOW, &modes)
    let terminal = try PseudoTerminal(like: side.number, processesOutput: true)
    let other = try terminal.open()
    #expect(Self.size(other.number) == (50, 132))
    let taken = Self.modes(other.number)
    #expect(taken.c_lflag & tcflag_t(ECHO) == 0 && taken.c_cc.0 == 24)
    #expect(taken.c_oflag & tcflag_t(OPOST) != 0)
  }

  @Test(arguments: [(true, "a\r\n"), (false, "a\n")])
  func `line ends become CR LF or pass unchanged`(processesOutput: Bool, shown: String) throws {
    let terminal = try PseudoTerminal(like: nil, processesOutput: processesOutput)
    let number = terminal.controller.number
    do {
      let other = try terminal.open()
      try other.writeAll(Array("a\n".utf8))
    }
    // The end comes when the last one who had it open is gone.
    #expect(try everything(from: Descriptor(borrowing: number)) == Array(shown.utf8))
  }

  @Test func `neither side reaches a program that is started, and the controller does not block`()
    throws
  {
    let terminal = try PseudoTerminal(like: nil, processesOutput: true)
    let other = try terminal.open()
    for number in [terminal.controller.number, other.number] {
      #expect(fcntl(number, F_GETFD) & FD_CLOEXEC != 0)
    }
    #expect(fcntl(terminal.controller.number, F_GETFL) & O_NONBLOCK != 0)
  }

  @Test func `a size that changed is copied, one that did not is not`() throws {
    let first = try PseudoTerminal(like: nil, processesOutput: true)
    let second = try PseudoTerminal(like: nil, processesOutput: true)
    let (from, to) = (first.controller.number, second.controller.number)
    #expect(!Terminal.copySize(from: from, to: to))
    var size = winsize(ws_row: 10, ws_col: 20, ws_xpixel: 0, ws_ypixel: 0)
    _ = unsafe ioctl(from, UInt(TIOCSWINSZ), &size)
    #expect(Terminal.copySize(from: from, to: to))
    #expect(Self.size(to) == (10, 20))
    #expect(!Terminal.copySize(from: -1, to: to))
  }
}
