// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Reads a `.env` file by secrun's own rules, which most parsers share and which change no value silently.
///
/// A line is `NAME=value`, blank, or a comment; `export ` may stand before the name and blanks around the equals sign.
/// Dollars are literal. What the parsers of the field read in different ways without a word is an error here.
enum DotenvReader {
  /// The assignments of a text in their order.
  static func read(
    _ text: DialectText, _ options: DialectOptions
  ) throws(ImportError) -> DialectReading {
    if UTF16Text.isMarked(text) { throw TextPosition().error(.utf16) }
    var cursor = try SecretCursor(text.bytes)
    let variables = Variables(readsEnvironment: options.readsEnvironment)
    var reading = DialectReading(text: text)
    while !cursor.isAtEnd {
      _ = cursor.skipBlanks()
      if try !DotenvLine.skipEnd(&cursor) {
        reading.entries.append(try readAssignment(&cursor, options, variables))
      }
    }
    return reading
  }

  private static func readAssignment(
    _ cursor: inout SecretCursor, _ options: DialectOptions, _ variables: Variables
  ) throws(ImportError) -> DialectEntry {
    let start = cursor.position
    skipExport(&cursor)
    let (range, name) = try readName(&cursor)
    guard cursor.skip(UInt8(ascii: "=")) else {
      try skipBare(&cursor, range, options)
      return DialectEntry(
        name: range, value: nil, range: start.offset..<cursor.position.offset)
    }
    let expands = options.expansion == .always
    let isLiteral = cursor.isAtSingleQuote
    var value = SharedSecret(try DotenvValue.read(&cursor, name, doublesDollars: expands))
    if expands, !isLiteral {
      let expansion = ComposeExpansion(variables, start, name: name)
      value = SharedSecret(try expansion.expand(try value.copy(at: start)))
    }
    variables.set(name, value)
    return DialectEntry(
      name: range, value: value, isLiteral: isLiteral,
      range: start.offset..<cursor.position.offset)
  }

  /// Moves over the shell's `export`; a variable of that name has an equals sign behind it.
  private static func skipExport(_ cursor: inout SecretCursor) {
    guard cursor.isAt("export ") || cursor.isAt("export\t") else { return }
    var distance = 7
    while cursor.isAtBlank(distance) { distance += 1 }
    guard cursor.peek(distance) != UInt8(ascii: "=") else { return }
    for _ in 0..<distance { cursor.advance() }
  }

  /// Reads a name and moves to the equals sign behind it, or to what stands there instead.
  private static func readName(
    _ cursor: inout SecretCursor
  ) throws(ImportError) -> (Range<Int>, String) {
    let start = cursor.position
    while cursor.peek() != UInt8(ascii: "="), !cursor.isAtBlank(), try !DotenvLine.isAtEnd(cursor) {
      cursor.advance()
    }
    let end = cursor.position
    _ = cursor.skipBlanks()
    if cursor.peek() != UInt8(ascii: "=") {
      let isBare = try DotenvLine.isAtEnd(cursor) || cursor.peek() == UInt8(ascii: "#")
      guard isBare else { throw end.error(.blankInName) }
    }
    let range = start.offset..<end.offset
    guard let name = cursor.secretName(range) else {
      // What has no equals sign may be the rest of a value.
      let isBare = cursor.peek() != UInt8(ascii: "=")
      throw start.error(isBare ? .missingEqualsSign : .invalidName)
    }
    return (range, name)
  }

  private static func skipBare(
    _ cursor: inout SecretCursor, _ name: Range<Int>, _ options: DialectOptions
  ) throws(ImportError) {
    if options.bareName == nil || options.bareName == .error {
      var place = cursor.position
      place.column -= place.offset - name.lowerBound
      throw place.error(.missingEqualsSign)
    }
    _ = try DotenvLine.skipEnd(&cursor)
  }
}

extension SecretCursor {
  /// Whether a single quote comes next, behind blanks.
  fileprivate var isAtSingleQuote: Bool {
    var distance = 0
    while isAtBlank(distance) { distance += 1 }
    return peek(distance) == UInt8(ascii: "'")
  }
}

extension SharedSecret {
  /// A second copy of the bytes; an error is reported at a place.
  func copy(at place: TextPosition) throws(ImportError) -> SecretBytes {
    do throws(SecretMemoryError) {
      return try bytes.copy()
    } catch {
      throw place.error(.memory(error))
    }
  }
}
