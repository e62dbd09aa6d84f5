// SPDX-License-Identifier: Apache-2.0

/// Reads a TOML string where a cursor stands at its opening quote.
struct SourceString {
  private let quote: Unicode.Scalar
  private let start: SourcePosition
  private var bytes: [UInt8] = []

  /// The text of the string with its escapes resolved; the cursor ends behind it.
  static func read(_ cursor: inout SourceCursor) throws(ScopingError) -> String {
    var string = Self(quote: cursor.sees("'") ? "'" : "\"", start: cursor.position)
    let closing = String(repeating: Character(string.quote), count: 3)
    if cursor.take(closing) {
      try string.readLines(&cursor, until: closing)
    } else {
      cursor.take()
      try string.readLine(&cursor)
    }
    guard !string.bytes.contains(0) else { throw .containsNul(at: string.start) }
    return String(decoding: string.bytes, as: UTF8.self)
  }

  private init(quote: Unicode.Scalar, start: SourcePosition) {
    self.quote = quote
    self.start = start
  }

  private mutating func readLine(_ cursor: inout SourceCursor) throws(ScopingError) {
    while !cursor.take(String(quote)) {
      guard !cursor.isAtLineEnd else {
        throw .syntax(reason: "the string that starts here is not closed", at: start)
      }
      try readCharacter(&cursor)
    }
  }

  private mutating func readLines(
    _ cursor: inout SourceCursor, until closing: String
  ) throws(ScopingError) {
    // A line end right behind the opening quotes is no part of the text.
    _ = cursor.takeLineEnd()
    while !cursor.take(closing) {
      guard cursor.next != nil else {
        throw .syntax(reason: "the string that starts here is not closed", at: start)
      }
      if cursor.takeLineEnd() {
        bytes.append(UInt8(ascii: "\n"))
      } else if !takeLineContinuation(&cursor) {
        try readCharacter(&cursor)
      }
    }
    // Up to two quotes may stand in front of the three that close.
    for _ in 0..<2 where cursor.take(String(quote)) { bytes.append(UInt8(ascii: quote)) }
  }

  private mutating func readCharacter(_ cursor: inout SourceCursor) throws(ScopingError) {
    if quote == "\"", cursor.sees("\\") {
      try readEscape(&cursor)
    } else {
      bytes.append(try cursor.takeVisible())
    }
  }

  /// Moves past a backslash at the end of a line and all white space after it.
  private func takeLineContinuation(_ cursor: inout SourceCursor) -> Bool {
    var ahead = cursor
    guard quote == "\"", ahead.take("\\") else { return false }
    ahead.skipSpaces()
    guard ahead.takeLineEnd() else { return false }
    repeat { ahead.skipSpaces() } while ahead.takeLineEnd()
    cursor = ahead
    return true
  }

  private mutating func readEscape(_ cursor: inout SourceCursor) throws(ScopingError) {
    let position = cursor.position
    cursor.take()
    switch cursor.take() {
    case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "\""): bytes.append(UInt8(ascii: "\""))
    case UInt8(ascii: "n"): bytes.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "t"): bytes.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "r"): bytes.append(UInt8(ascii: "\r"))
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "u"): bytes += try scalar(&cursor, digits: 4, at: position)
    case UInt8(ascii: "U"): bytes += try scalar(&cursor, digits: 8, at: position)
    default: throw .syntax(reason: "unknown escape; a backslash is written twice", at: position)
    }
  }

  private func scalar(
    _ cursor: inout SourceCursor, digits: Int, at position: SourcePosition
  ) throws(ScopingError) -> String.UTF8View {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let byte = cursor.next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      else { throw cursor.expected("\(digits) hexadecimal digits") }
      value = value << 4 | UInt32(digit)
      cursor.take()
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw .syntax(reason: "no such Unicode character", at: position)
    }
    return String(scalar).utf8
  }
}
