// SPDX-License-Identifier: Apache-2.0

/// A value of several lines: each line by itself, and the whole with other line ends.
enum LineForm {
  static func write(_ value: Span<UInt8>, to text: inout FormText) throws(RedactionError) {
    guard value.indices.contains(where: { value[$0] == 0x0A }) else { return }
    for join in ["\n", "\r\n", "\r\r\n", " "] as [StaticString] {
      try text.reserve(3 * value.count)
      for index in value.indices {
        if value[index] == 0x0D, index + 1 < value.count, value[index + 1] == 0x0A { continue }
        if value[index] == 0x0A { text.append(join) } else { text.append(value[index]) }
      }
      text.endForm(.raw)
    }
    var start = 0
    while start < value.count {
      let end = (start..<value.count).first { value[$0] == 0x0A } ?? value.count
      try writeLine(value, Blanks.trimmed(value, start..<end), to: &text)
      start = end + 1
    }
  }

  private static func writeLine(
    _ value: Span<UInt8>, _ line: Range<Int>, to text: inout FormText
  ) throws(RedactionError) {
    guard !isArmour(value, line) else { return }
    try text.reserve(line.count)
    for index in line { text.append(value[index]) }
    text.endForm(.raw)
  }

  /// `-----BEGIN … -----` and the like: public, and in every key of the same kind.
  private static func isArmour(_ value: Span<UInt8>, _ line: Range<Int>) -> Bool {
    guard line.count >= 5 else { return false }
    return (0..<5).allSatisfy { index in
      value[line.lowerBound + index] == UInt8(ascii: "-")
        && value[line.upperBound - 1 - index] == UInt8(ascii: "-")
    }
  }
}
