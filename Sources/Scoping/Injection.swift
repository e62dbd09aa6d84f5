// SPDX-License-Identifier: Apache-2.0

/// A secret that the child receives, and why.
package struct Injection: Hashable, Sendable {
  /// Why a secret is in scope.
  package enum Reason: Hashable, Sendable {
    /// The scope's `secrets` names it.
    case named
    /// A glob in the scope's `secrets` matches it; the text is the glob.
    case matched(String)
    /// The scope's `optional` names or matches it.
    case optional
    /// The scope's `as` defines the variable.
    case alias
    /// A file named on the command line refers to it.
    case reference
  }

  /// The variable that the child sees.
  package let variable: String
  /// The name of the secret in the store.
  package let secret: String
  /// Why it is injected.
  package let reason: Reason

  /// A secret under a variable, for a reason.
  package init(variable: String, secret: String, reason: Reason) {
    self.variable = variable
    self.secret = secret
    self.reason = reason
  }
}
