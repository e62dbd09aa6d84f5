// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Reads one JSON string (RFC 8259 §7), escapes and surrogate pairs decoded into the arena.
enum JSONString {
  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  /// Reads from the opening quote to behind the closing one; `name` is the variable for messages.
  static func read(
    _ cursor: inout SecretCursor, name: String?
  ) throws(ImportError) -> SecretBytes {
    let opening = cursor.position
    cursor.advance()
    var value = try writer(cursor, name)
    while let byte = cursor.peek() {
      switch byte {
      case quote:
        cursor.advance()
        return value.finish()
      case backslash: try readEscape(&cursor, &value, name)
      case 0: throw cursor.error(.nullByte, name: name)
      case ..<0x20: throw cursor.error(.controlCharacter, name: name)
      case ..<0x80:
        value.append(byte)
        cursor.advance()
      default: try readSequence(&cursor, &value, name)
      }
    }
    throw opening.error(.unterminatedQuote, name: name)
  }

  /// Makes room for the text up to the closing quote; no escape is shorter than what it stands for.
  private static func writer(
    _ cursor: borrowing SecretCursor, _ name: String?
  ) throws(ImportError) -> ValueWriter {
    var room = 0
    while let byte = cursor.peek(room), byte != quote { room += byte == backslash ? 2 : 1 }
    do throws(SecretMemoryError) {
      return try ValueWriter(room: room)
    } catch {
      throw cursor.error(.memory(error), name: name)
    }
  }

  private static func readEscape(
    _ cursor: inout SecretCursor, _ value: inout ValueWriter, _ name: String?
  ) throws(ImportError) {
    switch cursor.peek(1) {
    case quote: value.append(quote)
    case backslash: value.append(backslash)
    case UInt8(ascii: "/"): value.append(UInt8(ascii: "/"))
    case UInt8(ascii: "b"): value.append(0x08)
    case UInt8(ascii: "f"): value.append(0x0C)
    case UInt8(ascii: "n"): value.append(0x0A)
    case UInt8(ascii: "r"): value.append(0x0D)
    case UInt8(ascii: "t"): value.append(0x09)
    case UInt8(ascii: "u"):
      value.append(scalar: try readScalar(&cursor, name))
      return
    default: throw cursor.error(.invalidEscape, name: name)
    }
    cursor.advance()
    cursor.advance()
  }

  /// Reads `\uXXXX`, or two of them when they are a surrogate pair.
  private static func readScalar(
    _ cursor: inout SecretCursor, _ name: String?
  ) throws(ImportError) -> UInt32 {
    let start = cursor.position
    let first = try readUnit(&cursor, name)
    switch first {
    case 0: throw start.error(.nullByte, name: name)
    case 0xD800..<0xDC00:
      guard cursor.isAt("\\u") else { throw start.error(.loneSurrogate, name: name) }
      let second = try readUnit(&cursor, name)
      guard case 0xDC00..<0xE000 = second else { throw start.error(.loneSurrogate, name: name) }
      return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    case 0xDC00..<0xE000: throw start.error(.loneSurrogate, name: name)
    default: return first
    }
  }

  private static func readUnit(
    _ cursor: inout SecretCursor, _ name: String?
  ) throws(ImportError) -> UInt32 {
    var unit: UInt32 = 0
    for distance in 2..<6 {
      guard let digit = cursor.peek(distance).flatMap(hexDigit) else {
        throw cursor.error(.invalidEscape, name: name)
      }
      unit = unit << 4 | digit
    }
    for _ in 0..<6 { cursor.advance() }
    return unit
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// Copies one sequence of two to four bytes that is well formed (RFC 3629 §4).
  private static func readSequence(
    _ cursor: inout SecretCursor, _ value: inout ValueWriter, _ name: String?
  ) throws(ImportError) {
    guard let lead = cursor.peek(), let second = cursor.peek(1) else {
      throw cursor.error(.invalidUTF8, name: name)
    }
    let (seconds, count): (ClosedRange<UInt8>, Int)
    switch lead {
    case 0xC2...0xDF: (seconds, count) = (0x80...0xBF, 2)
    case 0xE0: (seconds, count) = (0xA0...0xBF, 3)
    case 0xED: (seconds, count) = (0x80...0x9F, 3)
    case 0xE1...0xEF: (seconds, count) = (0x80...0xBF, 3)
    case 0xF0: (seconds, count) = (0x90...0xBF, 4)
    case 0xF1...0xF3: (seconds, count) = (0x80...0xBF, 4)
    case 0xF4: (seconds, count) = (0x80...0x8F, 4)
    default: throw cursor.error(.invalidUTF8, name: name)
    }
    guard seconds.contains(second) else { throw cursor.error(.invalidUTF8, name: name) }
    for distance in 2..<max(count, 2) {
      guard let byte = cursor.peek(distance), byte & 0xC0 == 0x80 else {
        throw cursor.error(.invalidUTF8, name: name)
      }
    }
    for _ in 0..<count {
      if let byte = cursor.peek() { value.append(byte) }
      cursor.advance()
    }
  }
}
