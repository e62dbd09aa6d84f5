// SPDX-License-Identifier: Apache-2.0

/// What a scope lets the child have of the environment that secrun was started with.
package enum Inheritance: String, CaseIterable, Sendable {
  /// Only the variables that the keep list names.
  case clean
  /// Everything.
  case all
}
