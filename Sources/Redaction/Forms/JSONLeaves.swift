// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The strings inside a value that is JSON, such as the private key of a service account.
enum JSONLeaves {
  /// The ranges between the quotes of strings that are values, not names of members.
  static func find(_ value: Span<UInt8>, _ range: Range<Int>) -> [Range<Int>] {
    guard let first = range.first, let last = range.last,
      value[first] == UInt8(ascii: "{") && value[last] == UInt8(ascii: "}")
        || value[first] == UInt8(ascii: "[") && value[last] == UInt8(ascii: "]")
    else { return [] }
    var leaves: [Range<Int>] = []
    var position = range.lowerBound
    while position < range.upperBound {
      guard value[position] == UInt8(ascii: "\"") else {
        position += 1
        continue
      }
      let end = endOfString(value, position + 1, range.upperBound)
      if !isName(value, after: end, range.upperBound) { leaves.append(position + 1..<end) }
      position = end + 1
    }
    return leaves
  }

  private static func endOfString(_ value: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
    var position = start
    while position < limit, value[position] != UInt8(ascii: "\"") {
      position += value[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(position, limit)
  }

  private static func isName(_ value: Span<UInt8>, after end: Int, _ limit: Int) -> Bool {
    var position = end + 1
    while position < limit, value[position].isBlank { position += 1 }
    return position < limit && value[position] == UInt8(ascii: ":")
  }

  /// Writes what a string says, without its escapes, and returns how many bytes that took.
  static func decode(
    _ value: Span<UInt8>, _ range: Range<Int>, to leaf: inout SecretBytes
  ) -> Int {
    var count = 0
    var position = range.lowerBound
    while position < range.upperBound {
      if value[position] == UInt8(ascii: "\\"), position + 1 < range.upperBound {
        position = decodeEscape(value, position + 1, range.upperBound, to: &leaf, &count)
      } else {
        leaf[count] = value[position]
        count += 1
        position += 1
      }
    }
    return count
  }

  private static func decodeEscape(
    _ value: Span<UInt8>, _ position: Int, _ limit: Int, to leaf: inout SecretBytes,
    _ count: inout Int
  ) -> Int {
    let plain: UInt8
    switch value[position] {
    case UInt8(ascii: "b"): plain = 0x08
    case UInt8(ascii: "f"): plain = 0x0C
    case UInt8(ascii: "n"): plain = 0x0A
    case UInt8(ascii: "r"): plain = 0x0D
    case UInt8(ascii: "t"): plain = 0x09
    case UInt8(ascii: "u"):
      guard let first = unit(value, position + 1, limit) else { fallthrough }
      var scalar = first
      var end = position + 5
      if 0xD800..<0xDC00 ~= first, let second = unit(value, end + 2, limit), second >= 0xDC00 {
        scalar = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        end += 6
      }
      guard let character = Unicode.Scalar(scalar) else { return end }
      for byte in UTF8.encode(character) ?? .init() {
        leaf[count] = byte
        count += 1
      }
      return end
    default: plain = value[position]
    }
    leaf[count] = plain
    count += 1
    return position + 1
  }

  private static func unit(_ value: Span<UInt8>, _ start: Int, _ limit: Int) -> UInt32? {
    guard start + 4 <= limit else { return nil }
    var unit: UInt32 = 0
    for index in start..<start + 4 {
      guard let digit = value[index].hexValue else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}
