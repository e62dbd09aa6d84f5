// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// Reads secrets from JSON (RFC 8259): one flat object whose values are strings.
///
/// Nothing beyond the standard is understood, because what is guessed wrong here becomes a wrong password there.
/// Numbers are refused too: JSON does not say whether 1.0 is the text `1`.
package enum JSONReader {
  private static let quote = UInt8(ascii: "\"")

  /// The secrets of a text in their order.
  package static func read(_ text: borrowing SecretBytes) throws(ImportError) -> [ImportedSecret] {
    var cursor = try SecretCursor(text)
    var secrets = ImportedSecrets()
    skipWhitespace(&cursor)
    guard cursor.skip(UInt8(ascii: "{")) else { throw cursor.error(.notAnObject) }
    skipWhitespace(&cursor)
    if !cursor.skip(UInt8(ascii: "}")) {
      repeat { try readMember(&cursor, &secrets) } while cursor.skip(UInt8(ascii: ","))
      guard cursor.skip(UInt8(ascii: "}")) else { throw cursor.error(.expected("a comma or }")) }
    }
    skipWhitespace(&cursor)
    guard cursor.isAtEnd else { throw cursor.error(.textAfterObject) }
    return secrets.all
  }

  private static func readMember(
    _ cursor: inout SecretCursor, _ secrets: inout ImportedSecrets
  ) throws(ImportError) {
    skipWhitespace(&cursor)
    let start = cursor.position
    guard cursor.peek() == quote else { throw cursor.error(.expected("a name in quotes")) }
    let key = try JSONString.read(&cursor, name: nil)
    guard let name = key.secretName(0..<key.count) else { throw start.error(.invalidName) }
    skipWhitespace(&cursor)
    guard cursor.skip(UInt8(ascii: ":")) else {
      throw cursor.error(.expected("a colon"), name: name)
    }
    skipWhitespace(&cursor)
    guard cursor.peek() == quote else { throw cursor.error(.notAString, name: name) }
    let value = try JSONString.read(&cursor, name: name)
    try secrets.append(name, value, at: start)
    skipWhitespace(&cursor)
  }

  private static func skipWhitespace(_ cursor: inout SecretCursor) {
    while let byte = cursor.peek(), " \t\n\r".utf8.contains(byte) { cursor.advance() }
  }
}
