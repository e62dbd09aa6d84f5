// SPDX-License-Identifier: Apache-2.0

/// A secret under a variable that a scope allows, before the command line has its say.
struct Candidate {
  let variable: String
  let secret: String
  let reason: Injection.Reason
  let isStored: Bool
  /// Whether the store must have it.
  var isRequired = false
  /// Whether an alias has the variable; such a candidate is looked for and never injected.
  var isDisplaced = false

  var injection: Injection { Injection(variable: variable, secret: secret, reason: reason) }

  func isMatched(by glob: Glob) -> Bool {
    glob.matches(secret) || glob.matches(variable)
  }

  func leftOut(_ reason: LeftOut.Reason) -> LeftOut {
    LeftOut(name: secret, variable: variable, reason: reason)
  }
}
