// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import Testing

@testable import Spawning

struct ChildTerminalTests {
  private static func size(_ number: Int32) -> [UInt16] {
    var size = winsize()
    _ = unsafe ioctl(number, UInt(TIOCGWINSZ), &size)
    return [size.ws_row, size.ws_col]
  }

  @Test func `without terminals nothing is waited for`() throws {
    let terminal = ChildTerminal()
    #expect(!terminal.hasSession && !terminal.hasDisplay)
    #expect(terminal.waitTime == nil && terminal.foregroundGroup == nil)
    var poll = Poll()
    let indices = terminal.add(to: &poll)
    #expect(indices.keys == nil && indices.signals == nil)
    terminal.takeUp()
    terminal.giveBack()
    terminal.endSession()
  }

  @Test func `a display follows the size of the user's terminal, until it is dropped`() throws {
    let shown = try PseudoTerminal(like: nil, processesOutput: true)
    let user = try shown.open()
    let display = try PseudoTerminal(like: user.number, processesOutput: false)
    let terminal = ChildTerminal()
    try terminal.addDisplay(display.controller.number, showing: user.number)
    #expect(terminal.hasDisplay && !terminal.hasSession)
    var size = winsize(ws_row: 50, ws_col: 132, ws_xpixel: 0, ws_ypixel: 0)
    _ = unsafe ioctl(user.number, UInt(TIOCSWINSZ), &size)
    terminal.resize()
    #expect(Self.size(display.controller.number) == [50, 132])
    terminal.drop(display.controller.number)
    #expect(!terminal.hasDisplay)
    size.ws_row = 10
    _ = unsafe ioctl(user.number, UInt(TIOCSWINSZ), &size)
    terminal.resize()
    #expect(Self.size(display.controller.number) == [50, 132])
    _ = (shown.path, display.path)
  }
}
