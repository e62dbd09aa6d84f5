// SPDX-License-Identifier: Apache-2.0

/// A secret that the child does not receive under some name, and why.
package struct LeftOut: Hashable, Sendable {
  /// Why a secret is left out.
  package enum Reason: Hashable, Sendable {
    /// In the store, but nothing in the scope names it.
    case notInScope
    /// Optional, and not in the store.
    case notInStore
    /// No `--only` matches it.
    case notAmongOnly
    /// This `--except` matches it.
    case excepted(String)
    /// It is sealed for this group, which the identity at hand is not in.
    case inGroupOfOthers(String)
    /// The scope's `as` gives the variable of that name to another secret.
    case aliasTakesName
    /// Only a glob matches it, and its name starts with `SECRUN_`, which no child receives.
    case reservedName
  }

  /// The name of the secret.
  package let name: String
  /// The variable that would have held it; nil when the scope knows none.
  package let variable: String?
  /// Why it is left out.
  package let reason: Reason

  /// A secret that is left out, for a reason.
  package init(name: String, variable: String?, reason: Reason) {
    self.name = name
    self.variable = variable
    self.reason = reason
  }
}
