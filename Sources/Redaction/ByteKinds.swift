// SPDX-License-Identifier: Apache-2.0

/// The kinds of bytes that encoders and views ask about.
extension UInt8 {
  var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
  /// Unreserved in a URL, RFC 3986.
  var isUnreserved: Bool {
    isLetter || isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
      || self == UInt8(ascii: "_") || self == UInt8(ascii: "~")
  }
  /// Of either base64 alphabet; a test of one bit, because rows of these letters are long.
  var isBase64: Bool {
    guard self < 0x80 else { return false }
    // `+`, `-`, `/` and the digits; then the letters and `_`.
    let letters: UInt64 = self < 0x40 ? 0x03FF_A800_0000_0000 : 0x07FF_FFFE_87FF_FFFE
    return letters >> UInt64(self & 0x3F) & 1 == 1
  }

  /// The value of a hexadecimal digit.
  var hexValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }
}

/// Eight bytes at once.
extension UInt64 {
  /// The highest bit of each byte that is of neither base64 alphabet.
  @inline(__always) var bytesNotBase64: UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // A sum that reaches 0x80 shows that a byte is no less; what is 0x80 or more by itself is none.
    let low = self & (0x7F &* ones)
    let folded = low | (0x20 &* ones)
    let letters = (folded &+ (0x80 - 0x61) &* ones) & ~(folded &+ (0x80 - 0x7B) &* ones)
    let digits = (low &+ (0x80 - 0x2F) &* ones) & ~(low &+ (0x80 - 0x3A) &* ones)
    let noPlus = (low ^ 0x2B &* ones) &+ 0x7F &* ones
    let noMinus = (low ^ 0x2D &* ones) &+ 0x7F &* ones
    let noUnderscore = (low ^ 0x5F &* ones) &+ 0x7F &* ones
    let signs = ~(noPlus & noMinus & noUnderscore)
    return (self | ~(letters | digits | signs)) & (0x80 &* ones)
  }
}

/// The two ways of writing hexadecimal digits.
enum HexCase: CaseIterable {
  case lower
  case upper

  /// The digit for a value below 16.
  func digit(_ value: UInt8) -> UInt8 {
    if value < 10 { return 0x30 + value }
    return (self == .lower ? 0x61 : 0x41) + value - 10
  }
}

extension FormText {
  /// Appends two hexadecimal digits.
  mutating func append(hex byte: UInt8, _ hexCase: HexCase = .lower) {
    append(hexCase.digit(byte >> 4))
    append(hexCase.digit(byte & 15))
  }

  /// Appends as many hexadecimal digits as asked for.
  mutating func append(hex value: UInt32, digits: Int, _ hexCase: HexCase = .lower) {
    for place in (0..<digits).reversed() {
      append(hexCase.digit(UInt8(value >> (4 * UInt32(place)) & 15)))
    }
  }
}
