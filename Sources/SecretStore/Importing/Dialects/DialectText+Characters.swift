// SPDX-License-Identifier: Apache-2.0

import SecretMemory

extension DialectText {
  /// How many bytes the white space at an offset has: 0 when there is none.
  ///
  /// Unicode's property White_Space, which Go's `unicode.IsSpace` and the `\s` of Python and JavaScript share, but for
  /// a few characters that `extra` adds: U+001C–U+001F in Python, U+FEFF in JavaScript.
  func whitespace(_ offset: Int, extra: (UInt32) -> Bool = { _ in false }) -> Int {
    guard let first = self[offset] else { return 0 }
    if first < 0x80 {
      let isSpace = first == 0x20 || (0x09...0x0D).contains(first) || extra(UInt32(first))
      return isSpace ? 1 : 0
    }
    guard let (scalar, length) = scalar(offset) else { return 0 }
    switch scalar {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return length
    default: return extra(scalar) ? length : 0
    }
  }

  /// The scalar value of a sequence of UTF-8 and its length; nil when there is none.
  func scalar(_ offset: Int) -> (scalar: UInt32, length: Int)? {
    guard let first = self[offset] else { return nil }
    let length = sequenceLength(offset)
    guard length > 0 else { return nil }
    if length == 1 { return (UInt32(first), 1) }
    var scalar = UInt32(first) & (0xFF >> UInt32(length + 1))
    for index in 1..<length { scalar = scalar << 6 | UInt32(bytes[offset + index] & 0x3F) }
    return (scalar, length)
  }

  /// The length of the well-formed sequence at an offset (RFC 3629 §4); 0 when there is none.
  func sequenceLength(_ offset: Int) -> Int {
    let (prefix, isWhole) = sequence(offset)
    return isWhole ? prefix : 0
  }

  /// How many bytes at an offset belong together as a sequence of UTF-8 or the longest start of one, and whether it is
  /// whole; at least one byte.
  func sequence(_ offset: Int) -> (count: Int, isWhole: Bool) {
    guard let lead = self[offset] else { return (0, false) }
    let (seconds, length): (ClosedRange<UInt8>, Int)
    switch lead {
    case 0..<0x80: return (1, true)
    case 0xC2...0xDF: (seconds, length) = (0x80...0xBF, 2)
    case 0xE0: (seconds, length) = (0xA0...0xBF, 3)
    case 0xED: (seconds, length) = (0x80...0x9F, 3)
    case 0xE1...0xEF: (seconds, length) = (0x80...0xBF, 3)
    case 0xF0: (seconds, length) = (0x90...0xBF, 4)
    case 0xF1...0xF3: (seconds, length) = (0x80...0xBF, 4)
    case 0xF4: (seconds, length) = (0x80...0x8F, 4)
    default: return (1, false)
    }
    guard let second = self[offset + 1], seconds.contains(second) else { return (1, false) }
    var count = 2
    while count < length {
      guard let byte = self[offset + count], byte & 0xC0 == 0x80 else { return (count, false) }
      count += 1
    }
    return (count, true)
  }

  /// The first byte that is not UTF-8; nil when all are.
  func firstInvalid() -> Int? {
    var offset = 0
    while offset < count {
      let length = sequenceLength(offset)
      guard length > 0 else { return offset }
      offset += length
    }
    return nil
  }

  /// The text with each piece that is not UTF-8 replaced by U+FFFD, as JavaScript decodes it; or each byte, as Go does.
  func decoded(byteByByte: Bool = false) throws(ImportError) -> DialectText {
    guard firstInvalid() != nil else { return self }
    var text = try GrowingValue(at: TextPosition())
    var offset = 0
    while offset < count {
      let (length, isWhole) = sequence(offset)
      if isWhole {
        try text.append(bytes, offset..<offset + length)
      } else {
        try text.appendReplacement()
      }
      offset += byteByByte && !isWhole ? 1 : length
    }
    return DialectText(text.finish())
  }

  /// The text with CR LF and lone CR turned into LF.
  func withUnixLineEnds() throws(ImportError) -> DialectText {
    guard first("\r", from: 0) != nil else { return self }
    var text = try GrowingValue(at: TextPosition())
    for offset in 0..<count {
      let byte = bytes[offset]
      if byte != UInt8(ascii: "\r") {
        try text.append(byte)
      } else if self[offset + 1] != UInt8(ascii: "\n") {
        try text.append(UInt8(ascii: "\n"))
      }
    }
    return DialectText(text.finish())
  }

  /// The text without any CR.
  func withoutCarriageReturns() throws(ImportError) -> DialectText {
    guard first("\r", from: 0) != nil else { return self }
    var text = try GrowingValue(at: TextPosition())
    for offset in 0..<count where bytes[offset] != UInt8(ascii: "\r") {
      try text.append(bytes[offset])
    }
    return DialectText(text.finish())
  }
}
