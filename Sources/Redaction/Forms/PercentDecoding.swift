// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// A percent-encoded part of a value, decoded.
enum PercentDecoding {
  /// Writes what `range` says without `%XX`, and returns how many bytes that took.
  static func decode(
    _ value: Span<UInt8>, _ range: Range<Int>, to decoded: inout SecretBytes
  ) -> Int {
    var count = 0
    var position = range.lowerBound
    while position < range.upperBound {
      var byte = value[position]
      var width = 1
      if byte == UInt8(ascii: "%"), position + 2 < range.upperBound,
        let high = value[position + 1].hexValue, let low = value[position + 2].hexValue
      {
        byte = high << 4 | low
        width = 3
      }
      decoded[count] = byte
      count += 1
      position += width
    }
    return count
  }
}
