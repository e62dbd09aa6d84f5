// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// What carries one stream from the child to secrun: a pipe or a terminal.
struct Channel: ~Copyable {
  private var pipe: Pipe?
  private var controller: Descriptor?
  /// The child's end of a terminal, when secrun opens it for the child.
  private var display: Descriptor?
  /// The number of secrun's end.
  let readerNumber: Int32
  /// The number of the child's end, when secrun has it.
  let writerNumber: Int32?
  /// Where the child opens its end itself.
  let path: String?

  /// Makes the channel for descriptor `target`; nil where the stream is closed.
  static func make(
    _ way: TerminalPlan.Way, for target: Int32
  ) throws(SystemCallError) -> Channel? {
    switch way {
    case .closed: return nil
    case .pipe: return Channel(try Pipe(size: Pipe.relaySize))
    case .display:
      let terminal = try PseudoTerminal(like: model(for: target), processesOutput: false)
      let display = try terminal.open()
      return Channel(terminal, display: display)
    case .session:
      return Channel(try PseudoTerminal(like: target, processesOutput: true))
    }
  }

  /// The terminal whose modes and size a display takes: its own, or whichever the user has.
  static func model(for target: Int32) -> Int32? {
    [target, 2, 1, 0].first { Terminal.isTerminal($0) }
  }

  private init(_ pipe: consuming Pipe) {
    readerNumber = pipe.reader.number
    writerNumber = pipe.writerNumber
    path = nil
    self.pipe = .some(pipe)
    controller = nil
    display = nil
  }

  private init(_ terminal: consuming PseudoTerminal, display: consuming Descriptor) {
    readerNumber = terminal.controller.number
    writerNumber = display.number
    path = nil
    pipe = nil
    controller = .some(terminal.takeController())
    self.display = .some(display)
  }

  private init(_ terminal: consuming PseudoTerminal) {
    readerNumber = terminal.controller.number
    writerNumber = nil
    path = terminal.path
    pipe = nil
    controller = .some(terminal.takeController())
    display = nil
  }

  /// The reading end alone; the child's is closed here.
  consuming func takeReader() -> Descriptor? {
    guard let pipe = pipe.take() else { return controller.take() }
    return pipe.takeReader()
  }
}
