// SPDX-License-Identifier: Apache-2.0

/// Where a secret stands in a stream, by name and place, never by its text.
package struct Occurrence: Equatable, Sendable {
  /// The name of the secret.
  package let name: String
  /// How it is written there.
  package let encoding: Encoding
  /// The line in which it starts, counted from 1.
  package let line: Int
  /// The byte of that line at which it starts, counted from 1.
  package let column: Int
  /// The bytes of the stream that it takes, as far as they were decided when it was noted.
  package let range: Range<Int>

  /// Names a place.
  package init(name: String, encoding: Encoding, line: Int, column: Int, range: Range<Int>) {
    self.name = name
    self.encoding = encoding
    self.line = line
    self.column = column
    self.range = range
  }
}
