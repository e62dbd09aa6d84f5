// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// Reads secrets from JSON (RFC 8259): one flat object whose values are strings, or a list of objects with `key` and
/// `value`.
///
/// Nothing beyond the standard is understood, because what is guessed wrong here becomes a wrong password there.
/// Numbers are refused too: JSON does not say whether 1.0 is the text `1`.
package enum JSONReader {
  /// The secrets of a text in their order.
  package static func read(_ text: borrowing SecretBytes) throws(ImportError) -> [ImportedSecret] {
    var cursor = try SecretCursor(text)
    var secrets = ImportedSecrets()
    JSONSyntax.skipWhitespace(&cursor)
    let start = cursor.position
    if cursor.peek() == UInt8(ascii: "[") {
      try JSONSyntax.elements(&cursor, in: "[]") { cursor throws(ImportError) in
        try JSONRecord.read(&cursor, into: &secrets)
      }
      // A list of nothing may be a list of anything.
      guard !secrets.all.isEmpty else { throw start.error(.notAnObject) }
    } else {
      try JSONSyntax.elements(&cursor, in: "{}") { cursor throws(ImportError) in
        try readMember(&cursor, &secrets)
      }
    }
    JSONSyntax.skipWhitespace(&cursor)
    guard cursor.isAtEnd else { throw cursor.error(.textAfterObject) }
    return secrets.all
  }

  private static func readMember(
    _ cursor: inout SecretCursor, _ secrets: inout ImportedSecrets
  ) throws(ImportError) {
    let start = cursor.position
    let key = try JSONSyntax.readKey(&cursor)
    guard let name = key.secretName(0..<key.count) else { throw start.error(.invalidName) }
    try JSONSyntax.skipColon(&cursor, name: name)
    guard cursor.peek() == JSONSyntax.quote else { throw cursor.error(.notAString, name: name) }
    let value = SharedSecret(try JSONString.read(&cursor, name: name))
    try secrets.append(name, value, at: start)
  }
}
