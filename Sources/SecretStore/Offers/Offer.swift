// SPDX-License-Identifier: Apache-2.0

/// A secret that somebody offers, as a member sees it before accepting it.
package struct Offer: Sendable, Equatable {
  /// What accepting it would do.
  package enum Effect: Sendable, Equatable {
    /// The name is new.
    case adds
    /// The name has a value already, of that version, which would be replaced.
    case replaces(version: UInt64)
    /// The name has that very value.
    case repeats
    /// It cannot be opened: it is for an older key of its group, for another store, or for a group of others.
    case cannotBeOpened
  }

  /// Its place among the offers of the file, from 1.
  package let number: Int
  /// The name of the secret.
  package let name: String
  /// The group that it is sealed for.
  package let group: String
  /// What its author says about it; anybody may have written that.
  package let details: SecretDetails?
  /// What accepting it would do.
  package let effect: Effect
  /// The line as it was looked at; only that one can be accepted.
  let line: ArraySlice<UInt8>
}
