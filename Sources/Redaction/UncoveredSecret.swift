// SPDX-License-Identifier: Apache-2.0

/// A secret that is not redacted, by name only, and why.
package struct UncoveredSecret: Equatable, Sendable {
  /// Why a value cannot be a needle.
  package enum Reason: Equatable, Sendable {
    /// Shorter than the length floor.
    case tooShort
    /// A word such as `true` or `localhost`, which ordinary output is full of.
    case commonWord
    /// Nothing but white space.
    case blank
  }

  /// The name of the secret.
  package let name: String
  /// Why it is not redacted.
  package let reason: Reason

  /// Names a secret and the reason.
  package init(name: String, reason: Reason) {
    self.name = name
    self.reason = reason
  }
}
