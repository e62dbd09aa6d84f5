// SPDX-License-Identifier: Apache-2.0

/// One difference between two versions of a scope, or of the keys at the top of the file.
package struct ScopeChange: Hashable, Sendable {
  /// Which way a change goes, the one to look at first in front.
  package enum Effect: Int, Comparable, Sendable {
    /// A secret or an inherited variable may reach somebody that it could not reach before.
    case widening
    /// Neither.
    case neutral
    /// Something that could be reached no longer can.
    case narrowing

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// What happened to the entry; values are in quotes already.
  package enum Kind: Hashable, Sendable {
    /// Only the current file has it.
    case added(String)
    /// Only the approved file has it.
    case removed(String)
    /// Both have it, with different values.
    case changed(from: String, to: String)
  }

  /// The key, and the variable where the key is a table: `secrets`, `env LOG_LEVEL =`.
  package let entry: String
  /// What happened to it.
  package let kind: Kind
  /// Which way that goes.
  package let effect: Effect

  /// The change in one printable line, such as `+ secrets "GITHUB_*"` or `inherit "all" → "clean"`.
  package var line: String {
    switch kind {
    case .added(let value): "+ \(entry) \(value)"
    case .removed(let value): "- \(entry) \(value)"
    case .changed(let old, let new): "\(entry) \(old) → \(new)"
    }
  }

  /// The change from one value to another, nil when there is none.
  ///
  /// Its effect is the one given for what it turns out to be.
  init?(
    _ entry: String, from old: String?, to new: String?,
    added: Effect = .widening, changed: Effect = .widening, removed: Effect = .narrowing
  ) {
    self.entry = entry
    switch (old.map(PrintableText.quoted), new.map(PrintableText.quoted)) {
    case (nil, let new?): (kind, effect) = (.added(new), added)
    case (let old?, nil): (kind, effect) = (.removed(old), removed)
    case (let old?, let new?) where old != new:
      (kind, effect) = (.changed(from: old, to: new), changed)
    default: return nil
    }
  }
}
