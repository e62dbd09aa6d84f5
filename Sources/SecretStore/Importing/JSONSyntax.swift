// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The parts of JSON (RFC 8259) that are no strings.
enum JSONSyntax {
  static let quote = UInt8(ascii: "\"")
  /// Lists and objects within each other; nothing sensible comes near.
  private static let deepest = 64

  static func skipWhitespace(_ cursor: inout SecretCursor) {
    while let byte = cursor.peek(), " \t\n\r".utf8.contains(byte) { cursor.advance() }
  }

  /// Moves over a list or an object, calling `element` at the start of each element; `brackets` are those around it.
  static func elements(
    _ cursor: inout SecretCursor, in brackets: StaticString,
    _ element: (inout SecretCursor) throws(ImportError) -> Void
  ) throws(ImportError) {
    let isObject = brackets.description == "{}"
    let (open, close) = isObject ? ("{", "}") : ("[", "]")
    guard cursor.skip(open.utf8.first ?? 0) else { throw cursor.error(.notAnObject) }
    skipWhitespace(&cursor)
    if cursor.skip(close.utf8.first ?? 0) { return }
    repeat {
      skipWhitespace(&cursor)
      try element(&cursor)
      skipWhitespace(&cursor)
    } while cursor.skip(UInt8(ascii: ","))
    guard cursor.skip(close.utf8.first ?? 0) else {
      throw cursor.error(.expected("a comma or \(close)"))
    }
  }

  /// The key of a member at the cursor.
  static func readKey(_ cursor: inout SecretCursor) throws(ImportError) -> SecretBytes {
    guard cursor.peek() == quote else { throw cursor.error(.expected("a name in quotes")) }
    return try JSONString.read(&cursor, name: nil)
  }

  /// Moves from the end of a key to the start of its value.
  static func skipColon(
    _ cursor: inout SecretCursor, name: String?
  ) throws(ImportError) {
    skipWhitespace(&cursor)
    guard cursor.skip(UInt8(ascii: ":")) else {
      throw cursor.error(.expected("a colon"), name: name)
    }
    skipWhitespace(&cursor)
  }

  /// Moves over a value of any kind.
  static func skipValue(_ cursor: inout SecretCursor, depth: Int = 0) throws(ImportError) {
    guard depth < deepest else { throw cursor.error(.expected("something less deep")) }
    switch cursor.peek() {
    case quote: _ = try JSONString.read(&cursor, name: nil).count
    case UInt8(ascii: "{"):
      try elements(&cursor, in: "{}") { cursor throws(ImportError) in
        _ = try readKey(&cursor).count
        try skipColon(&cursor, name: nil)
        try skipValue(&cursor, depth: depth + 1)
      }
    case UInt8(ascii: "["):
      try elements(&cursor, in: "[]") { cursor throws(ImportError) in
        try skipValue(&cursor, depth: depth + 1)
      }
    default: try skipWord(&cursor)
    }
  }

  /// Moves over a number or one of the three literals.
  private static func skipWord(_ cursor: inout SecretCursor) throws(ImportError) {
    for word: StaticString in ["true", "false", "null"] where cursor.isAt(word) {
      for _ in 0..<word.utf8CodeUnitCount { cursor.advance() }
      return
    }
    let start = cursor.position
    while let byte = cursor.peek(), "+-.0123456789Ee".utf8.contains(byte) { cursor.advance() }
    guard cursor.position.offset > start.offset else { throw start.error(.expected("a value")) }
  }
}
