// SPDX-License-Identifier: Apache-2.0

/// What the user may set about which values become needles.
package struct NeedleOptions: Sendable {
  /// The shortest value that is redacted, in bytes without surrounding blanks.
  package var minimumLength = 6
  /// Names whose values are left alone and not reported as uncovered.
  package var skip: Set<String> = []

  /// The defaults.
  package init() {}

  /// Derived forms and single lines need this many bytes, whatever the user sets: shorter ones would
  /// hit ordinary text.
  static let derivedFloor = 8
}
