// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// A scalar of a YAML text, as it stands there.
struct YAMLLeaf {
  enum Style {
    case plain
    case singleQuoted
    case doubleQuoted
    /// Whole lines, indented.
    case block
  }

  let range: Range<Int>
  let style: Style

  /// Writes what the scalar says, and returns how many bytes that took.
  func decode(_ value: Span<UInt8>, _ range: Range<Int>, to leaf: inout SecretBytes) -> Int {
    switch style {
    case .doubleQuoted: return JSONLeaves.decode(value, range, to: &leaf)
    case .plain, .singleQuoted: return decodeLine(value, range, to: &leaf)
    case .block: return decodeBlock(value, range, to: &leaf)
    }
  }

  private func decodeLine(
    _ value: Span<UInt8>, _ range: Range<Int>, to leaf: inout SecretBytes
  ) -> Int {
    var count = 0
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = value[position]
      leaf[count] = byte
      count += 1
      let isDoubled =
        style == .singleQuoted && byte == UInt8(ascii: "'") && position + 1 < range.upperBound
        && value[position + 1] == byte
      position += isDoubled ? 2 : 1
    }
    return count
  }

  /// Takes the indent of the first line off every line.
  private func decodeBlock(
    _ value: Span<UInt8>, _ range: Range<Int>, to leaf: inout SecretBytes
  ) -> Int {
    let indent = range.prefix { value[$0] == 0x20 }.count
    var count = 0
    var column = 0
    for position in range {
      if column >= indent || value[position] != 0x20 {
        leaf[count] = value[position]
        count += 1
      }
      column = value[position] == 0x0A ? 0 : column + 1
    }
    return count
  }
}
