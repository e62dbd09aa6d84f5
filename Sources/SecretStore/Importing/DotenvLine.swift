// SPDX-License-Identifier: Apache-2.0

/// Where a line of a `.env` file ends.
enum DotenvLine {
  /// Whether the line or the file ends here; throws at what may stand nowhere, with the variable's name if known.
  static func isAtEnd(
    _ cursor: borrowing SecretCursor, _ name: String? = nil
  ) throws(ImportError) -> Bool {
    switch cursor.peek() {
    case nil, UInt8(ascii: "\n"): return true
    case UInt8(ascii: "\r"):
      guard cursor.peek(1) == UInt8(ascii: "\n") else {
        throw cursor.error(.loneCarriageReturn, name: name)
      }
      return true
    case 0: throw cursor.error(.nullByte, name: name)
    default: return false
    }
  }

  /// Moves over a comment, if there is one, and to the next line; false when something else stands here.
  static func skipEnd(
    _ cursor: inout SecretCursor, _ name: String? = nil
  ) throws(ImportError) -> Bool {
    if cursor.peek() == UInt8(ascii: "#") {
      while try !isAtEnd(cursor) { cursor.advance() }
    }
    guard try isAtEnd(cursor, name) else { return false }
    _ = cursor.skip(UInt8(ascii: "\r"))
    _ = cursor.skip(UInt8(ascii: "\n"))
    return true
  }
}
