// SPDX-License-Identifier: Apache-2.0

/// UTF-16, little-endian, as Windows programs print.
enum UTF16Form {
  static func write(_ value: Span<UInt8>, to text: inout FormText) throws(RedactionError) {
    try text.reserve(2 * value.count)
    var reader = ScalarReader()
    while let (scalar, range) = reader.next(in: value) {
      let (first, second) = utf16Units(of: scalar ?? UInt32(value[range.lowerBound]))
      for unit in [first, second].compactMap(\.self) {
        text.append(UInt8(unit & 0xFF))
        text.append(UInt8(unit >> 8))
      }
    }
    text.endForm(.utf16)
  }
}
