// SPDX-License-Identifier: Apache-2.0

package import SystemCalls

/// How the child's standard streams are connected.
package struct Streams: ~Copyable {
  /// The largest pipe that an unprivileged user may ask for by default (`/proc/sys/fs/pipe-max-size`).
  package static let pipeSize = 1024 * 1024

  /// What the child reads as its standard input instead of secrun's.
  private var input: Descriptor?
  private var output: Channel?
  private var error: Channel?
  /// Whether both streams of the child go into one pipe or terminal.
  package let isMerged: Bool
  /// What the child's descriptors are made of.
  let redirections: [SpawnCall.Redirection]
  /// The terminal that controls the child's session.
  let session: TerminalSession?
  /// The user's terminal, and what the child has in its place.
  package let terminal: ChildTerminal

  /// The child gets secrun's own streams, but for `input` when there is one, and nothing is relayed.
  package init(input: consuming Descriptor? = nil) {
    redirections = Self.redirection(of: input)
    self.input = input
    output = nil
    error = nil
    isMerged = false
    session = nil
    terminal = ChildTerminal()
  }

  /// The child writes into pipes or terminals that secrun relays.
  ///
  /// When secrun's two streams are one open file, as after `2>&1`, the child gets one pipe for both, so that
  /// what it writes stays in order. A stream that is closed stays closed.
  package static func relayed(
    _ mode: TerminalMode, input: consuming Descriptor? = nil
  ) throws(SystemCallError) -> Streams {
    let plan = TerminalPlan(.current(hasOwnInput: !Self.redirection(of: input).isEmpty), mode)
    let output = try Channel.make(plan.output, for: 1)
    let error = try Channel.make(plan.isMerged ? .closed : plan.error, for: 2)
    return try Streams(input: input, output: output, error: error, plan)
  }

  private static func redirection(
    of input: borrowing Descriptor?
  ) -> [SpawnCall.Redirection] {
    switch input {
    case .some(let input): [.init(input.number, as: 0)]
    case .none: []
    }
  }

  private init(
    input: consuming Descriptor?, output: consuming Channel?, error: consuming Channel?,
    _ plan: TerminalPlan
  ) throws(SystemCallError) {
    isMerged = plan.isMerged
    let errorTarget: [Int32] = plan.isMerged ? [2] : []
    let (first, second) = (Self.ends(output), Self.ends(error))
    redirections =
      Self.redirection(of: input)
      + ([1] + errorTarget).compactMap { target in first?.writer.map { .init($0, as: target) } }
      + [second?.writer.map { .init($0, as: 2) }].compactMap { $0 }
    let terminal = ChildTerminal()
    var session: TerminalSession?
    if plan.output == .session, let first {
      let keeper = TerminalSession(first.path, targets: [0, 1] + errorTarget)
      try terminal.addSession(first.reader, showing: 1, keeper)
      session = keeper
    } else if plan.output == .display, let first {
      try terminal.addDisplay(first.reader, showing: 1)
    }
    if !plan.isMerged, plan.error == .session, let second {
      let keeper = TerminalSession(second.path, targets: [0, 2])
      try terminal.addSession(second.reader, showing: 2, keeper)
      session = keeper
    } else if !plan.isMerged, plan.error == .display, let second {
      try terminal.addDisplay(second.reader, showing: 2)
    }
    self.session = session
    self.terminal = terminal
    self.input = input
    self.output = output
    self.error = error
  }

  private static func ends(
    _ channel: borrowing Channel?
  ) -> (reader: Int32, writer: Int32?, path: String)? {
    switch channel {
    case .some(let channel): (channel.readerNumber, channel.writerNumber, channel.path ?? "")
    case .none: nil
    }
  }

  /// Lets go of the child's own standard input, once it has started.
  package mutating func closeInput() { input = nil }

  /// Takes the reading end of the child's standard output; its writing end is closed here.
  package mutating func takeOutput() -> Descriptor? { output.take()?.takeReader() }

  /// Takes the reading end of the child's standard error, when it has one of its own.
  package mutating func takeError() -> Descriptor? { error.take()?.takeReader() }
}
