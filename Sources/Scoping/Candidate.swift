// SPDX-License-Identifier: Apache-2.0

/// A secret under a variable that a scope allows, before the store and the command line have their say.
struct Candidate {
  let variable: String
  let secret: String
  let reason: Injection.Reason
  /// Whether the store must have it.
  let isRequired: Bool
  /// Whether an alias has the variable; such a candidate is looked for and never injected.
  let isDisplaced: Bool

  var names: [String] { variable == secret ? [secret] : [secret, variable] }

  var injection: Injection { Injection(variable: variable, secret: secret, reason: reason) }

  func isMatched(by glob: Glob) -> Bool {
    glob.matches(secret) || glob.matches(variable)
  }

  func leftOut(_ reason: LeftOut.Reason) -> LeftOut {
    LeftOut(name: secret, variable: variable, reason: reason)
  }
}
