// SPDX-License-Identifier: Apache-2.0

/// Shows backslash escapes as what they stand for: `\"`, `\n`, `\x41`, `\101`, `\u0041`, `\u{41}`,
/// `\U00000041`, surrogate pairs, and a backslash before anything that needs none.
struct BackslashProjector: EscapeProjecting {
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

  /// Whether only a backslash begins an escape that an escape has stood for.
  let isInner: Bool
  private var stage = Stage.text
  private var start = 0
  private var value: UInt32 = 0
  private var high: UInt32?
  private var digits = 0
  /// The bytes of the escape so far, in case it turns out to be none; the longest is a pair.
  private var read = InlineArray<12, ShownByte>(repeating: ShownByte())
  private var readCount = 0

  init(isInner: Bool = false) { self.isInner = isInner }

  var undecided: Int? { readCount == 0 ? nil : start }

  mutating func feed<View: Showing & ~Copyable>(_ shown: ShownByte, into view: inout View) {
    let byte = shown.byte
    switch stage {
    case .text: feedText(shown, &view)
    case .backslash: feedEscape(shown, &view)
    case .octal: feedOctal(shown, &view)
    case .hex(let left, let asByte): feedHex(shown, left, asByte, &view)
    case .pair(let unit):
      guard byte == UInt8(ascii: "\\") else { return give(up: shown, &view) }
      keep(shown)
      stage = .pairBackslash(unit)
    case .pairBackslash(let unit):
      guard byte == UInt8(ascii: "u") else {
        // The backslash begins another escape.
        let backslash = read[readCount - 1]
        readCount -= 1
        flush(into: &view)
        feedText(backslash, &view)
        return feed(shown, into: &view)
      }
      keep(shown)
      high = unit
      begin(.hex(4, asByte: false))
    }
  }

  private mutating func feedText<View: Showing & ~Copyable>(
    _ shown: ShownByte, _ view: inout View
  ) {
    guard shown.byte == UInt8(ascii: "\\"), shown.isChanged || !isInner else {
      return view.append(shown)
    }
    start = shown.span.lowerBound
    keep(shown)
    stage = .backslash
  }

  private mutating func feedEscape<View: Showing & ~Copyable>(
    _ shown: ShownByte, _ view: inout View
  ) {
    let byte = shown.byte
    switch byte {
    case UInt8(ascii: "x"): begin(.hex(2, asByte: true))
    case UInt8(ascii: "u"): begin(.hex(4, asByte: false))
    case UInt8(ascii: "U"): begin(.hex(8, asByte: false))
    case 0x30...0x37:
      begin(.octal)
      value = UInt32(byte - 0x30)
      digits = 1
    case 0x0A:
      view.leaveOut(before: shown.span.upperBound)
      return reset()
    default:
      guard let plain = Self.plain(byte) else { return give(up: shown, &view) }
      view.append(plain, for: start..<shown.span.upperBound, isChanged: true)
      return reset()
    }
    keep(shown)
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

  private mutating func feedOctal<View: Showing & ~Copyable>(
    _ shown: ShownByte, _ view: inout View
  ) {
    if (0x30...0x37).contains(shown.byte), digits < 3, value < 0x20 {
      value = value << 3 | UInt32(shown.byte - 0x30)
      digits += 1
      keep(shown)
      guard digits == 3 else { return }
      view.append(UInt8(value), for: start..<shown.span.upperBound, isChanged: true)
      return reset()
    }
    let end = read[readCount - 1].span.upperBound
    view.append(UInt8(value), for: start..<end, isChanged: true)
    reset()
    feedText(shown, &view)
  }

  private mutating func feedHex<View: Showing & ~Copyable>(
    _ shown: ShownByte, _ left: Int?, _ asByte: Bool, _ view: inout View
  ) {
    let end = shown.span.upperBound
    if left == 4, digits == 0, shown.byte == UInt8(ascii: "{") {
      keep(shown)
      stage = .hex(nil, asByte: false)
    } else if left == nil, shown.byte == UInt8(ascii: "}"), digits > 0 {
      finish(end, &view)
    } else if let digit = shown.byte.hexValue, digits < left ?? 6 {
      value = value << 4 | UInt32(digit)
      digits += 1
      keep(shown)
      guard digits == left else { return }
      if asByte {
        view.append(UInt8(value), for: start..<end, isChanged: true)
        reset()
      } else {
        finish(end, &view)
      }
    } else {
      give(up: shown, &view)
    }
  }

  /// Appends the character whose number is complete, or waits for the second half of a pair.
  private mutating func finish<View: Showing & ~Copyable>(_ end: Int, _ view: inout View) {
    if let high, 0xDC00..<0xE000 ~= value {
      value = 0x10000 + (high - 0xD800) << 10 + (value - 0xDC00)
    } else if high == nil, 0xD800..<0xDC00 ~= value {
      stage = .pair(value)
      return
    }
    if let scalar = Unicode.Scalar(value), let bytes = UTF8.encode(scalar) {
      for byte in bytes { view.append(byte, for: start..<end, isChanged: true) }
    } else {
      view.leaveOut(before: end)
    }
    reset()
  }

  /// Appends what was no escape as it stands, and takes the byte anew.
  private mutating func give<View: Showing & ~Copyable>(
    up shown: ShownByte, _ view: inout View
  ) {
    flush(into: &view)
    feedText(shown, &view)
  }

  mutating func flush<View: Showing & ~Copyable>(into view: inout View) {
    for index in 0..<readCount {
      let shown = read[index]
      // Something may have been left out since an inner one was read.
      view.append(
        ShownByte(shown.byte, for: shown.span, isChanged: shown.isChanged || isInner))
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
    for index in 0..<readCount { read[index] = ShownByte() }
    readCount = 0
  }

  private mutating func keep(_ shown: ShownByte) {
    read[readCount] = shown
    readCount += 1
  }
}
