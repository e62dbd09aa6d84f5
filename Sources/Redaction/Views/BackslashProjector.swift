// SPDX-License-Identifier: Apache-2.0

/// Shows backslash escapes as what they stand for: `\"`, `\n`, `\x41`, `\101`, `\u0041`, `\u{41}`,
/// `\U00000041`, surrogate pairs, and a backslash before anything that needs none.
struct BackslashProjector: Projecting {
  private enum Stage {
    case text
    case backslash
    case octal
    /// Hexadecimal digits, as many as still to come; nil within braces.
    case hex(Int?, asByte: Bool)
    /// Behind the first half of a surrogate pair: at its backslash, then at its `u`.
    case pair(UInt32)
    case pairBackslash(UInt32)
  }

  private var stage = Stage.text
  private var start = 0
  private var value: UInt32 = 0
  private var high: UInt32?
  private var digits = 0
  /// The bytes of the escape so far, in case it turns out to be none; the longest is a pair.
  private var read = InlineArray<12, UInt8>(repeating: 0)
  private var readCount = 0

  var undecided: Int? { readCount == 0 ? nil : start }

  mutating func feed(_ byte: UInt8, at position: Int, into view: inout Projection) {
    switch stage {
    case .text: feedText(byte, position, &view)
    case .backslash: feedEscape(byte, position, &view)
    case .octal: feedOctal(byte, position, &view)
    case .hex(let left, let asByte): feedHex(byte, left, asByte, position, &view)
    case .pair(let unit):
      guard byte == UInt8(ascii: "\\") else { return give(up: byte, position, &view) }
      keep(byte)
      stage = .pairBackslash(unit)
    case .pairBackslash(let unit):
      guard byte == UInt8(ascii: "u") else {
        // The backslash begins another escape.
        readCount -= 1
        flush(at: position - 1, into: &view)
        feedText(UInt8(ascii: "\\"), position - 1, &view)
        return feedEscape(byte, position, &view)
      }
      keep(byte)
      high = unit
      begin(.hex(4, asByte: false))
    }
  }

  private mutating func feedText(_ byte: UInt8, _ position: Int, _ view: inout Projection) {
    guard byte == UInt8(ascii: "\\") else {
      return view.append(byte, for: position..<position + 1, isChanged: false)
    }
    start = position
    keep(byte)
    stage = .backslash
  }

  private mutating func feedEscape(_ byte: UInt8, _ position: Int, _ view: inout Projection) {
    switch byte {
    case UInt8(ascii: "x"): begin(.hex(2, asByte: true))
    case UInt8(ascii: "u"): begin(.hex(4, asByte: false))
    case UInt8(ascii: "U"): begin(.hex(8, asByte: false))
    case 0x30...0x37:
      begin(.octal)
      value = UInt32(byte - 0x30)
      digits = 1
    case 0x0A:
      view.leaveOut(before: position + 1)
      return reset()
    default:
      guard let plain = Self.plain(byte) else { return give(up: byte, position, &view) }
      view.append(plain, for: start..<position + 1, isChanged: true)
      return reset()
    }
    keep(byte)
  }

  /// What a backslash and one more byte stand for.
  static func plain(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "a"): 0x07
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "v"): 0x0B
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "e"), UInt8(ascii: "E"): 0x1B
    default: byte.isLetter || byte < 0x20 || byte >= 0x7F ? nil : byte
    }
  }

  private mutating func feedOctal(_ byte: UInt8, _ position: Int, _ view: inout Projection) {
    if (0x30...0x37).contains(byte), digits < 3, value < 0x20 {
      value = value << 3 | UInt32(byte - 0x30)
      digits += 1
      keep(byte)
      guard digits == 3 else { return }
      view.append(UInt8(value), for: start..<position + 1, isChanged: true)
      return reset()
    }
    view.append(UInt8(value), for: start..<position, isChanged: true)
    reset()
    feedText(byte, position, &view)
  }

  private mutating func feedHex(
    _ byte: UInt8, _ left: Int?, _ asByte: Bool, _ position: Int, _ view: inout Projection
  ) {
    if left == 4, digits == 0, byte == UInt8(ascii: "{") {
      keep(byte)
      stage = .hex(nil, asByte: false)
    } else if left == nil, byte == UInt8(ascii: "}"), digits > 0 {
      finish(position, &view)
    } else if let digit = byte.hexValue, digits < left ?? 6 {
      value = value << 4 | UInt32(digit)
      digits += 1
      keep(byte)
      guard digits == left else { return }
      if asByte {
        view.append(UInt8(value), for: start..<position + 1, isChanged: true)
        reset()
      } else {
        finish(position, &view)
      }
    } else {
      give(up: byte, position, &view)
    }
  }

  /// Appends the character whose number is complete, or waits for the second half of a pair.
  private mutating func finish(_ position: Int, _ view: inout Projection) {
    if let high, 0xDC00..<0xE000 ~= value {
      value = 0x10000 + (high - 0xD800) << 10 + (value - 0xDC00)
    } else if high == nil, 0xD800..<0xDC00 ~= value {
      stage = .pair(value)
      return
    }
    if let scalar = Unicode.Scalar(value), let bytes = UTF8.encode(scalar) {
      for byte in bytes { view.append(byte, for: start..<position + 1, isChanged: true) }
    } else {
      view.leaveOut(before: position + 1)
    }
    reset()
  }

  /// Appends what was no escape as it stands, and takes the byte anew.
  private mutating func give(up byte: UInt8, _ position: Int, _ view: inout Projection) {
    flush(at: position, into: &view)
    feedText(byte, position, &view)
  }

  mutating func flush(at position: Int, into view: inout Projection) {
    for index in 0..<readCount {
      view.append(read[index], for: start + index..<start + index + 1, isChanged: false)
    }
    reset()
  }

  private mutating func begin(_ next: Stage) {
    stage = next
    value = 0
    digits = 0
  }

  private mutating func reset() {
    begin(.text)
    high = nil
    for index in 0..<readCount { read[index] = 0 }
    readCount = 0
  }

  private mutating func keep(_ byte: UInt8) {
    read[readCount] = byte
    readCount += 1
  }
}
