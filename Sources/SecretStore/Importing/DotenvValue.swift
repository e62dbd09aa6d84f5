// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Reads what stands behind the equals sign of a `.env` line, in quotes or without.
enum DotenvValue {
  private static let singleQuote = UInt8(ascii: "'")
  private static let doubleQuote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  /// Reads the value of `name` and moves to the next line.
  ///
  /// With `doublesDollars` an escaped dollar comes out as two, which an expansion takes for a literal one.
  static func read(
    _ cursor: inout SecretCursor, _ name: String, doublesDollars: Bool
  ) throws(ImportError) -> SecretBytes {
    let hasBlank = cursor.skipBlanks()
    switch cursor.peek() {
    case singleQuote, doubleQuote: return try readQuoted(&cursor, name, doublesDollars)
    default: return try readBare(&cursor, name, afterBlank: hasBlank)
    }
  }

  /// Text without quotes, as it stands, up to a blank before `#` or the blanks at the end of the line.
  private static func readBare(
    _ cursor: inout SecretCursor, _ name: String, afterBlank: Bool
  ) throws(ImportError) -> SecretBytes {
    let start = cursor.position.offset
    var end = start
    var afterBlank = afterBlank
    while try !DotenvLine.isAtEnd(cursor, name) {
      // Without the blank `p#ss` would silently become `p`.
      if cursor.peek() == UInt8(ascii: "#"), afterBlank { break }
      afterBlank = cursor.isAtBlank()
      cursor.advance()
      if !afterBlank { end = cursor.position.offset }
    }
    let value = try cursor.copy(start..<end, name: name)
    _ = try DotenvLine.skipEnd(&cursor, name)
    return value
  }

  private static func readQuoted(
    _ cursor: inout SecretCursor, _ name: String, _ doublesDollars: Bool
  ) throws(ImportError) -> SecretBytes {
    guard let quote = cursor.peek() else { throw cursor.error(.unterminatedQuote, name: name) }
    let opening = cursor.position
    cursor.advance()
    guard let room = room(cursor, quote) else {
      throw opening.error(.unterminatedQuote, name: name)
    }
    let end = cursor.position.offset + room
    var value = try writer(cursor, room, name)
    while cursor.position.offset < end {
      if let byte = escaped(cursor, quote) {
        value.append(byte)
        if doublesDollars, byte == UInt8(ascii: "$") { value.append(byte) }
        cursor.advance()
      } else if let byte = cursor.peek() {
        // Line ends belong to the value; a null byte or a lone carriage return may stand nowhere.
        _ = try DotenvLine.isAtEnd(cursor, name)
        value.append(byte)
      }
      cursor.advance()
    }
    cursor.advance()
    _ = cursor.skipBlanks()
    guard try DotenvLine.skipEnd(&cursor, name) else {
      throw cursor.error(.textAfterQuote, name: name)
    }
    return value.finish()
  }

  private static func writer(
    _ cursor: borrowing SecretCursor, _ room: Int, _ name: String
  ) throws(ImportError) -> ValueWriter {
    do throws(SecretMemoryError) {
      return try ValueWriter(room: room)
    } catch {
      throw cursor.error(.memory(error), name: name)
    }
  }

  /// How many bytes stand before the closing quote; nil when there is none.
  private static func room(_ cursor: borrowing SecretCursor, _ quote: UInt8) -> Int? {
    var room = 0
    while let byte = cursor.peek(room) {
      if byte == quote { return room }
      let isEscape =
        byte == backslash && (quote == doubleQuote || cursor.peek(room + 1) == singleQuote)
      room += isEscape ? 2 : 1
    }
    return nil
  }

  /// What the escape at the cursor stands for; nil when there is none, and its backslash is literal.
  private static func escaped(_ cursor: borrowing SecretCursor, _ quote: UInt8) -> UInt8? {
    guard cursor.peek() == backslash else { return nil }
    if quote == singleQuote { return cursor.peek(1) == singleQuote ? singleQuote : nil }
    switch cursor.peek(1) {
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case backslash: return backslash
    case doubleQuote: return doubleQuote
    case UInt8(ascii: "$"): return UInt8(ascii: "$")
    default: return nil
    }
  }
}
