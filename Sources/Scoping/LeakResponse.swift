// SPDX-License-Identifier: Apache-2.0

/// What a redacted hit does besides being masked, mildest first.
package enum LeakResponse: String, CaseIterable, Sendable, Comparable {
  /// Nothing more.
  case mask
  /// A line at the end says what was redacted.
  case warn
  /// The run fails with status 123, if the child itself succeeded.
  case fail
  /// The child is killed at the first hit.
  case kill

  package static func < (left: Self, right: Self) -> Bool {
    let all = allCases
    return (all.firstIndex(of: left) ?? 0) < (all.firstIndex(of: right) ?? 0)
  }
}
