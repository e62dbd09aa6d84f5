// SPDX-License-Identifier: Apache-2.0

/// What the user wants of terminals.
package enum TerminalMode: String, Sendable, CaseIterable {
  /// The child has a terminal where secrun has one.
  case auto
  /// The child's output is a terminal, whatever secrun's own is.
  case always
  /// The child's output is a pipe, whatever secrun's own is.
  case never
}
