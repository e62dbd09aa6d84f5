// SPDX-License-Identifier: Apache-2.0

/// A record that is new, gone or changed between two versions of a store.
package struct StoreChange: Sendable, Equatable {
  /// What became of it.
  package enum Kind: String, Sendable {
    case added
    case removed
    case changed
  }

  /// What became of it.
  package let kind: Kind
  /// What it is, such as `TOKEN`.
  package let title: String
  /// What it is now, or was and is now; empty when there is nothing to say.
  package let state: String

  /// A line with `+`, `-` or `~` in front.
  package var line: String {
    let sign =
      switch kind {
      case .added: "+"
      case .removed: "-"
      case .changed: "~"
      }
    return "\(sign) \(title)" + (state.isEmpty ? "" : " (\(state))")
  }
}
