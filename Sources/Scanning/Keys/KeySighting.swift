// SPDX-License-Identifier: Apache-2.0

/// Something that looks like a key: what kind and where, never its text.
package struct KeySighting: Equatable, Sendable {
  /// The rule that it fits.
  package let rule: KeyRule
  /// The line in which it starts, counted from 1.
  package let line: Int
  /// The byte of that line at which it starts, counted from 1.
  package let column: Int
  /// The bytes of the stream that it takes.
  package let range: Range<Int>

  /// Names a place.
  package init(rule: KeyRule, line: Int, column: Int, range: Range<Int>) {
    self.rule = rule
    self.line = line
    self.column = column
    self.range = range
  }
}
