// SPDX-License-Identifier: Apache-2.0

package import SystemCalls

/// How the child's standard streams are connected.
package struct Streams: ~Copyable {
  /// What the child reads as its standard input instead of secrun's.
  private var input: Descriptor?
  private var output: Channel?
  private var error: Channel?
  /// Whether both streams of the child go into one pipe or terminal.
  package let isMerged: Bool
  /// What the child's descriptors are made of.
  private(set) var redirections: [SpawnCall.Redirection]
  /// The terminal that controls the child's session.
  let session: TerminalSession?
  /// The user's terminal, and what the child has in its place.
  package let terminal: ChildTerminal
  /// What the system would not give the child of a terminal.
  package let lack: TerminalLack?

  /// The child gets secrun's own streams, and nothing is relayed.
  package init() {
    redirections = []
    input = nil
    output = nil
    error = nil
    isMerged = false
    session = nil
    terminal = ChildTerminal()
    lack = nil
  }

  /// The child writes into pipes or terminals that secrun relays.
  ///
  /// When secrun's two streams are one open file, as after `2>&1`, the child gets one pipe for both, so that
  /// what it writes stays in order. A stream that is closed stays closed.
  ///
  /// Where the system has no terminals to give, such as a container without `/dev/pts`, a child gets pipes unless a
  /// terminal was asked for by name; where it could not make a session (`lack`), the child stays in the user's.
  package static func relayed(
    _ mode: TerminalMode, without lack: TerminalLack? = nil, hasOwnInput: Bool = false
  ) throws(SystemCallError) -> Streams {
    let own = StandardStreams.current(hasOwnInput: hasOwnInput)
    let plan = TerminalPlan(own, mode, sessions: lack == nil)
    do throws(SystemCallError) {
      return try Streams(plan, lack)
    } catch {
      guard mode == .auto, plan.hasTerminal else { throw error }
      return try Streams(TerminalPlan(own, .never), .terminals(error))
    }
  }

  private init(_ plan: TerminalPlan, _ lack: TerminalLack?) throws(SystemCallError) {
    let output = try Channel.make(plan.output, for: 1)
    let error = try Channel.make(plan.isMerged ? .closed : plan.error, for: 2)
    try self.init(output: output, error: error, plan, lack)
  }

  private init(
    output: consuming Channel?, error: consuming Channel?, _ plan: TerminalPlan,
    _ lack: TerminalLack?
  ) throws(SystemCallError) {
    isMerged = plan.isMerged
    self.lack = lack
    let errorTarget: [Int32] = plan.isMerged ? [2] : []
    let (first, second) = (Self.ends(output), Self.ends(error))
    redirections =
      ([1] + errorTarget).compactMap { target in first?.writer.map { .init($0, as: target) } }
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
    input = nil
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

  /// Gives the child a standard input of its own, if there is one; the streams must have been made for it.
  package mutating func read(from input: consuming Descriptor?) {
    guard let input = input else { return }
    redirections.insert(.init(input.number, as: 0), at: 0)
    self.input = .some(input)
  }

  /// Lets go of the child's own standard input, once it has started.
  package mutating func closeInput() { input = nil }

  /// The numbers of secrun's ends of what is relayed, as long as they were not taken.
  package var readers: [Int32] {
    [Self.ends(output)?.reader, Self.ends(error)?.reader].compactMap { $0 }
  }

  /// Takes the reading end of the child's standard output; its writing end is closed here.
  package mutating func takeOutput() -> Descriptor? { output.take()?.takeReader() }

  /// Takes the reading end of the child's standard error, when it has one of its own.
  package mutating func takeError() -> Descriptor? { error.take()?.takeReader() }
}
