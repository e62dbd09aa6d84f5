// SPDX-License-Identifier: Apache-2.0

/// A place in secrun.toml: a line and a column, both counted from one.
///
/// The column counts Unicode scalars; a byte order mark is none.
package struct SourcePosition: Hashable, Comparable, Sendable {
  /// The line, from one.
  package let line: Int
  /// The column in Unicode scalars, from one.
  package let column: Int

  /// A place, by its numbers.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
