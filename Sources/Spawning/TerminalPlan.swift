// SPDX-License-Identifier: Apache-2.0

/// What the child's output and error become, so that they are terminals where secrun's own are.
///
/// Where the user's terminal is input and output of secrun alone, the child gets a session of its own on a new
/// terminal, and even what it writes to `/dev/tty` is redacted. Where the terminal is shared with other programs of
/// a pipeline, or belongs to another job for now, the child stays in secrun's job on the user's terminal, so that
/// the kernel decides who may read; only its output goes to a terminal that does nothing but show.
package struct TerminalPlan: Sendable, Equatable {
  /// What one stream is made of.
  package enum Way: Sendable, Equatable {
    /// Nothing: it is closed.
    case closed
    /// A pipe.
    case pipe
    /// A terminal that only shows.
    case display
    /// The terminal that is also the child's input and controls its session.
    case session
  }

  /// Standard output.
  package let output: Way
  /// Standard error.
  package let error: Way
  /// Whether both are one pipe or one terminal.
  package let isMerged: Bool

  /// Whether either stream is a terminal.
  package var hasTerminal: Bool { hasSession || output == .display || error == .display }

  /// Whether the child gets a session on a terminal of its own.
  package var hasSession: Bool { output == .session || error == .session }

  /// Decides; without `sessions` the child stays in the user's, because none can be made.
  package init(_ streams: StandardStreams, _ mode: TerminalMode, sessions: Bool = true) {
    func way(_ kind: StandardStreams.Kind) -> Way {
      switch (kind, mode) {
      case (.closed, _): .closed
      case (_, .never): .pipe
      case (.terminal, _)
      where sessions && kind == streams.input && Self.ownsInput(streams):
        .session
      case (.terminal, _), (_, .always): .display
      case (.pipe, .auto), (.other, .auto): .pipe
      }
    }
    let (output, error) = (way(streams.output), way(streams.error))
    self.output = output
    self.error = error
    let isSameTerminal = mode != .never && streams.output == streams.error
    isMerged =
      switch streams.output {
      case .closed: false
      case .terminal: isSameTerminal || streams.isMerged
      case .pipe, .other: streams.isMerged
      }
  }

  /// Whether nobody else reads the user's terminal meanwhile: no pager at the end of a pipeline, no other job.
  private static func ownsInput(_ streams: StandardStreams) -> Bool {
    streams.output != .pipe && streams.isForeground
  }
}
