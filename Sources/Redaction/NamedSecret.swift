// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// A value to redact, and the name that stands for it in the output.
package struct NamedSecret: Sendable {
  /// The name that placeholders and reports show.
  package let name: String
  /// The value; only read while the needles are made.
  package let value: SharedSecret

  /// Names a value.
  package init(name: String, value: SharedSecret) {
    self.name = name
    self.value = value
  }
}
