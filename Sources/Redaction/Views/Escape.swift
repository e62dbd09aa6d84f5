// SPDX-License-Identifier: Apache-2.0

/// What stands at a `%` or a backslash, as far as a short look tells.
enum Escape {
  /// The byte that the escape stands for, and the length of the escape.
  case byte(UInt8, length: Int)
  /// A character of several bytes, and the length of the escape.
  case character(length: Int)
  /// No escape.
  case none
  /// An escape that takes a closer look, or one that the window cuts off.
  case unclear

  /// Whether there may be one, by the next bytes alone.
  static func mayBegin(in raw: borrowing Window, at place: Int) -> Bool {
    guard place + 2 < raw.end else { return true }
    let next = raw[place + 1]
    guard raw[place] == UInt8(ascii: "\\") else {
      return next.hexValue != nil && raw[place + 2].hexValue != nil
    }
    switch next {
    case UInt8(ascii: "x"), UInt8(ascii: "U"): return raw[place + 2].hexValue != nil
    case UInt8(ascii: "u"), 0x30...0x37, 0x0A: return true
    default: return BackslashProjector.plain(next) != nil
    }
  }

  init(in raw: borrowing Window, at place: Int) {
    guard place + 2 < raw.end else {
      self = .unclear
      return
    }
    let (next, second) = (raw[place + 1], raw[place + 2])
    guard raw[place] == UInt8(ascii: "\\") else {
      if let high = next.hexValue, let low = second.hexValue {
        self = .byte(high << 4 | low, length: 3)
      } else {
        self = .none
      }
      return
    }
    switch next {
    case UInt8(ascii: "x"): self = Self.hex(in: raw, at: place, second)
    case UInt8(ascii: "U"): self = second.hexValue == nil ? .none : .unclear
    case UInt8(ascii: "u"): self = Self.unit(in: raw, at: place, second)
    case 0x30...0x37: self = Self.octal(in: raw, at: place)
    case 0x0A: self = .unclear
    default:
      let plain = BackslashProjector.plain(next)
      self = plain.map { .byte($0, length: 2) } ?? .none
    }
  }

  /// What `\x` and two digits stand for.
  private static func hex(in raw: borrowing Window, at place: Int, _ second: UInt8) -> Escape {
    guard let high = second.hexValue else { return .none }
    guard place + 3 < raw.end else { return .unclear }
    guard let low = raw[place + 3].hexValue else { return .none }
    return .byte(high << 4 | low, length: 4)
  }

  /// What a backslash and up to three octal digits stand for.
  private static func octal(in raw: borrowing Window, at place: Int) -> Escape {
    guard place + 4 < raw.end else { return .unclear }
    var value: UInt8 = 0
    var length = 1
    while length < 4, value < 0x20, 0x30...0x37 ~= raw[place + length] {
      value = value << 3 | (raw[place + length] - 0x30)
      length += 1
    }
    return .byte(value, length: length)
  }

  /// What `\u` and four digits stand for; half a pair and braces take a closer look.
  private static func unit(
    in raw: borrowing Window, at place: Int, _ second: UInt8
  ) -> Escape {
    if second.hexValue == nil { return second == UInt8(ascii: "{") ? .unclear : .none }
    guard place + 5 < raw.end else { return .unclear }
    var unit: UInt32 = 0
    for digit in place + 2..<place + 6 {
      guard let value = raw[digit].hexValue else { return .unclear }
      unit = unit << 4 | UInt32(value)
    }
    if unit < 0x80 { return .byte(UInt8(unit), length: 6) }
    return 0xD800..<0xE000 ~= unit ? .unclear : .character(length: 6)
  }
}
