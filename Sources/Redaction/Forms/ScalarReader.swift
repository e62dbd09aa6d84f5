// SPDX-License-Identifier: Apache-2.0

/// Reads one character of UTF-8 after another, and says where the bytes are none.
struct ScalarReader {
  private(set) var position = 0

  /// The next character, or nil for a byte that belongs to none; `range` is what was read.
  mutating func next(in text: Span<UInt8>) -> (scalar: UInt32?, range: Range<Int>)? {
    guard position < text.count else { return nil }
    let start = position
    let lead = text[start]
    let length = Self.length(lead)
    guard length > 0, start + length <= text.count else {
      position += 1
      return (nil, start..<start + 1)
    }
    var value = UInt32(lead) & (length == 1 ? 0x7F : 0x7F >> UInt32(length))
    for index in start + 1..<start + length {
      guard text[index] & 0xC0 == 0x80 else {
        position += 1
        return (nil, start..<start + 1)
      }
      value = value << 6 | UInt32(text[index] & 0x3F)
    }
    guard Self.isCharacter(value, length) else {
      position += 1
      return (nil, start..<start + 1)
    }
    position += length
    return (value, start..<position)
  }

  private static func length(_ lead: UInt8) -> Int {
    switch lead {
    case 0x00...0x7F: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  private static func isCharacter(_ value: UInt32, _ length: Int) -> Bool {
    let least: [UInt32] = [0, 0x80, 0x800, 0x10000]
    return value >= least[length - 1] && value <= 0x10FFFF && !(0xD800...0xDFFF).contains(value)
  }
}

/// The one or two UTF-16 units of a character.
func utf16Units(of scalar: UInt32) -> (UInt16, UInt16?) {
  guard scalar >= 0x10000 else { return (UInt16(scalar), nil) }
  let rest = scalar - 0x10000
  return (UInt16(0xD800 + rest >> 10), UInt16(0xDC00 + rest & 0x3FF))
}
