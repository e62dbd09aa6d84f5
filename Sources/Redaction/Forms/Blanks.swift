// SPDX-License-Identifier: Apache-2.0

/// White space around a value, which no form includes: a shell or a terminal drops it easily.
enum Blanks {
  /// The part of `range` without the blanks at both ends.
  static func trimmed(_ value: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var range = range
    while let last = range.last, value[last].isBlank {
      range = range.lowerBound..<last
    }
    while let first = range.first, value[first].isBlank {
      range = first + 1..<range.upperBound
    }
    return range
  }
}
