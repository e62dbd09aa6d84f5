// SPDX-License-Identifier: Apache-2.0

/// A secret that a scope requires and the store does not have.
package struct MissingSecret: Hashable, Sendable {
  /// The secret's name, as the scope has it.
  package let name: String
  /// The name in the store that was probably meant.
  package let nearest: String?

  /// A missing name, with a hint.
  package init(name: String, nearest: String?) {
    self.name = name
    self.nearest = nearest
  }
}
