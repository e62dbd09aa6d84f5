// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// Reads secrets from a `.env` file, by rules that most parsers share and that change no value silently.
///
/// A line is `NAME=value`, blank, or a comment; `export ` may stand before the name and blanks around the equals sign.
/// Dollars are literal. What the parsers of the field read in different ways without a word is an error here.
package enum DotenvReader {
  /// The secrets of a text in their order.
  package static func read(_ text: borrowing SecretBytes) throws(ImportError) -> [ImportedSecret] {
    var cursor = try SecretCursor(text)
    var secrets = ImportedSecrets()
    while !cursor.isAtEnd {
      _ = cursor.skipBlanks()
      if try !DotenvLine.skipEnd(&cursor) { try readAssignment(&cursor, &secrets) }
    }
    return secrets.all
  }

  private static func readAssignment(
    _ cursor: inout SecretCursor, _ secrets: inout ImportedSecrets
  ) throws(ImportError) {
    skipExport(&cursor)
    let start = cursor.position
    let name = try readName(&cursor)
    let value = try DotenvValue.read(&cursor, name)
    try secrets.append(name, value, at: start)
  }

  /// Moves over the shell's `export`; a variable of that name has an equals sign behind it.
  private static func skipExport(_ cursor: inout SecretCursor) {
    guard cursor.isAt("export ") || cursor.isAt("export\t") else { return }
    var distance = 7
    while cursor.isAtBlank(distance) { distance += 1 }
    guard cursor.peek(distance) != UInt8(ascii: "=") else { return }
    for _ in 0..<distance { cursor.advance() }
  }

  /// Reads a name and moves behind its equals sign.
  private static func readName(_ cursor: inout SecretCursor) throws(ImportError) -> String {
    let start = cursor.position
    while cursor.peek() != UInt8(ascii: "="), !cursor.isAtBlank(), try !DotenvLine.isAtEnd(cursor) {
      cursor.advance()
    }
    let end = cursor.position
    _ = cursor.skipBlanks()
    guard cursor.skip(UInt8(ascii: "=")) else {
      let isBare = try DotenvLine.isAtEnd(cursor) || cursor.peek() == UInt8(ascii: "#")
      throw isBare ? start.error(.missingEqualsSign) : end.error(.blankInName)
    }
    guard let name = cursor.secretName(start.offset..<end.offset) else {
      throw start.error(.invalidName)
    }
    return name
  }
}
