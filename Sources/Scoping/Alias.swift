// SPDX-License-Identifier: Apache-2.0

/// An entry of a scope's `as` table: a secret under a variable of another name.
package struct Alias: Hashable, Sendable {
  /// The variable that the child sees.
  package let variable: String
  /// The name of the secret in the store.
  package let secret: String

  /// A secret under another name.
  package init(variable: String, secret: String) {
    self.variable = variable
    self.secret = secret
  }
}
