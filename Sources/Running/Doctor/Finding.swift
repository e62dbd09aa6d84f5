// SPDX-License-Identifier: Apache-2.0

/// Something that `secrun doctor` found not to be as it should be.
package struct Finding: Equatable, Sendable, Encodable {
  /// How much it matters.
  package enum Severity: String, Sendable, Encodable {
    /// It endangers secrets or stops runs: doctor exits with 1.
    case problem
    /// It could be better, and nothing is wrong: doctor exits with 0.
    case advice
  }

  /// A word for programs that never changes its meaning, such as `scope-changed`.
  package let code: String
  /// How much it matters.
  package let severity: Severity
  /// What is wrong and why that matters, in one line without a full stop.
  package let reason: String
  /// The command that mends it, to be typed as it stands.
  package let fix: String

  /// A problem, or with another severity an advice.
  package init(_ code: String, _ reason: String, fix: String, severity: Severity = .problem) {
    self.code = code
    self.severity = severity
    self.reason = reason
    self.fix = fix
  }
}
