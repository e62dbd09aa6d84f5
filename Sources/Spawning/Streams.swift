// SPDX-License-Identifier: Apache-2.0

package import SystemCalls

/// How the child's standard output and error are connected.
package struct Streams: ~Copyable {
  /// The largest pipe that an unprivileged user may ask for by default (`/proc/sys/fs/pipe-max-size`).
  package static let pipeSize = 1024 * 1024

  private var output: Pipe?
  private var error: Pipe?
  private let outputWriter: Int32?
  private let errorWriter: Int32?
  /// Whether both streams of the child go into one pipe.
  package let isMerged: Bool

  /// The child gets secrun's own streams, and nothing is relayed.
  package init() {
    output = nil
    error = nil
    outputWriter = nil
    errorWriter = nil
    isMerged = false
  }

  /// The child writes into pipes that secrun relays.
  ///
  /// When secrun's two streams are one open file, as after `2>&1`, the child gets one pipe for both, so that
  /// what it writes stays in order. A stream that is closed stays closed.
  package static func piped() throws(SystemCallError) -> Streams {
    let hasOutput = CurrentProcess.hasInherited(1)
    let hasError = CurrentProcess.hasInherited(2)
    let isMerged = hasOutput && hasError && CurrentProcess.isSameOpenFile(1, 2)
    let output = try pipe(hasOutput)
    let error = try pipe(hasError && !isMerged)
    return Streams(output: output, error: error, isMerged: isMerged)
  }

  private static func pipe(_ isWanted: Bool) throws(SystemCallError) -> Pipe? {
    guard isWanted else { return nil }
    return try Pipe(size: pipeSize)
  }

  private init(output: consuming Pipe?, error: consuming Pipe?, isMerged: Bool) {
    outputWriter = Self.writerNumber(output)
    errorWriter = Self.writerNumber(error)
    self.output = output
    self.error = error
    self.isMerged = isMerged
  }

  private static func writerNumber(_ pipe: borrowing Pipe?) -> Int32? {
    switch pipe {
    case .some(let pipe): pipe.writerNumber
    case .none: nil
    }
  }

  /// What the child's descriptors are made of.
  var redirections: [SpawnCall.Redirection] {
    var redirections: [SpawnCall.Redirection] = []
    if let writer = outputWriter {
      redirections.append(.init(writer, as: 1))
      if isMerged { redirections.append(.init(writer, as: 2)) }
    }
    if let writer = errorWriter { redirections.append(.init(writer, as: 2)) }
    return redirections
  }

  /// Takes the reading end of the child's standard output; its writing end is closed here.
  package mutating func takeOutput() -> Descriptor? { output.take()?.takeReader() }

  /// Takes the reading end of the child's standard error, when it has one of its own.
  package mutating func takeError() -> Descriptor? { error.take()?.takeReader() }
}
