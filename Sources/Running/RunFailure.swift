// SPDX-License-Identifier: Apache-2.0

/// Why secrun could not do its part, in words that name what to do next.
///
/// No text in it comes from a value; names that a file or argument brought are made printable first.
package struct RunFailure: Error, Equatable {
  /// What `run` exits with.
  package enum Status: Int32, Sendable {
    /// secrun could not do its part.
    case ownFailure = 125
    /// The program was found, but could not be executed.
    case notExecutable = 126
    /// The program was not found.
    case notFound = 127
  }

  /// What went wrong.
  package let message: String
  /// More of it, a line each.
  package let details: [String]
  /// What to do next, a line each.
  package let hints: [String]
  /// What `run` exits with; other commands exit with 2.
  package let status: Status

  /// Says what went wrong and what to do next.
  package init(
    _ message: String, details: [String] = [], hints: [String] = [], status: Status = .ownFailure
  ) {
    self.message = message
    self.details = details
    self.hints = hints
    self.status = status
  }
}
