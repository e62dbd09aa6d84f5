// SPDX-License-Identifier: Apache-2.0

/// How the child receives a secret.
package enum Delivery: String, Hashable, Sendable {
  /// In an environment variable.
  case variable
  /// In a file whose path the variable holds.
  case file
  /// On its standard input.
  case standardInput = "stdin"
}
