// SPDX-License-Identifier: Apache-2.0

/// What one check came to.
struct Diagnosis {
  /// What is so, in a few words, for the line that stands for the whole check.
  let summary: String
  /// What is not as it should be; empty when all is well.
  let findings: [Finding]

  /// All is well, or `findings` say what is not.
  init(_ summary: String, _ findings: [Finding] = []) {
    self.summary = summary
    self.findings = findings
  }

  /// Whether nothing is wrong; an advice is nothing wrong.
  var isSound: Bool { !findings.contains { $0.severity == .problem } }
}
