// SPDX-License-Identifier: Apache-2.0

/// A secret under a variable that a scope allows, before the command line has its say.
struct Candidate {
  let variable: String
  let secret: String
  let reason: Injection.Reason
  let isStored: Bool
  /// Whether the store must have it.
  var isRequired = false
  /// Why it is never injected though it is looked for: another entry has its variable, or delivers it otherwise.
  var displacement: LeftOut.Reason?

  var injection: Injection {
    Injection(
      variable: variable, secret: secret, reason: reason,
      delivery: reason == .file ? .file : .variable)
  }

  func isMatched(by glob: Glob) -> Bool {
    glob.matches(secret) || glob.matches(variable)
  }

  func leftOut(_ reason: LeftOut.Reason) -> LeftOut {
    LeftOut(name: secret, variable: variable, reason: reason)
  }
}
