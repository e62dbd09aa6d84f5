// SPDX-License-Identifier: Apache-2.0

/// What a run does about a secret that has expired, the most lenient first.
package enum ExpiredResponse: String, CaseIterable, Comparable, Sendable {
  /// A warning.
  case warn
  /// It does not start.
  case refuse

  package static func < (left: Self, right: Self) -> Bool { left == .warn && right == .refuse }
}
