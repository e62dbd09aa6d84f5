// SPDX-License-Identifier: Apache-2.0

/// What stands at a `%` or a backslash, as far as a short look tells.
enum Escape {
  /// The byte that the escape stands for, and the length of the escape.
  case byte(UInt8, length: Int)
  /// No escape.
  case none
  /// An escape that takes a closer look, or one that the window cuts off.
  case unclear

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
    case UInt8(ascii: "x"), UInt8(ascii: "U"): self = second.hexValue == nil ? .none : .unclear
    case UInt8(ascii: "u"):
      self = second.hexValue == nil && second != UInt8(ascii: "{") ? .none : .unclear
    case 0x30...0x37, 0x0A: self = .unclear
    default:
      let plain = BackslashProjector.plain(next)
      self = plain.map { .byte($0, length: 2) } ?? .none
    }
  }
}
