// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// What secrun's own standard streams are, as far as the child's depend on it.
package struct StandardStreams: Sendable, Equatable {
  /// The kinds of stream that make a difference.
  package enum Kind: Sendable, Equatable {
    /// secrun was started without it.
    case closed
    /// A terminal, with the number that tells it from others.
    case terminal(UInt32)
    /// A pipe or socket: another program of the user's job is behind it.
    case pipe
    /// A file or device.
    case other
  }

  /// Standard input, output and error.
  package var input: Kind, output: Kind, error: Kind
  /// Whether output and error are one open file, as after `2>&1`.
  package var isMerged: Bool
  /// Whether the terminal on standard input is secrun's to read, as opposed to that of another job.
  package var isForeground: Bool

  /// Describes streams.
  package init(_ input: Kind, _ output: Kind, _ error: Kind, isMerged: Bool, isForeground: Bool) {
    self.input = input
    self.output = output
    self.error = error
    self.isMerged = isMerged
    self.isForeground = isForeground
  }

  /// Looks at descriptors 0, 1 and 2; with `hasOwnInput` the child's input is a pipe of its own.
  package static func current(hasOwnInput: Bool = false) -> StandardStreams {
    let output = kind(of: 1)
    let error = kind(of: 2)
    let isMerged = output != .closed && error != .closed && CurrentProcess.isSameOpenFile(1, 2)
    if hasOwnInput {
      return StandardStreams(.pipe, output, error, isMerged: isMerged, isForeground: false)
    }
    return StandardStreams(
      kind(of: 0), output, error, isMerged: isMerged, isForeground: Terminal.isForeground(0))
  }

  private static func kind(of number: Int32) -> Kind {
    guard CurrentProcess.hasInherited(number) else { return .closed }
    if let device = Terminal.device(of: number) { return .terminal(device) }
    return FileStatus.of(number)?.isPipe == true ? .pipe : .other
  }
}
