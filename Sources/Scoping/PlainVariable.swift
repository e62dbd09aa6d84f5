// SPDX-License-Identifier: Apache-2.0

/// An entry of a scope's `env` table: a variable with a value that is no secret.
package struct PlainVariable: Hashable, Sendable {
  /// The variable that the child sees.
  package let variable: String
  /// Its value, without NUL; may be empty.
  package let value: String

  /// A variable and its value.
  package init(variable: String, value: String) {
    self.variable = variable
    self.value = value
  }
}
