// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// An object with a name in `key` and a string in `value`, of which `infisical export --format json` writes a list.
enum JSONRecord {
  /// Reads one; what else it holds is passed over.
  static func read(
    _ cursor: inout SecretCursor, into secrets: inout ImportedSecrets
  ) throws(ImportError) {
    let start = cursor.position
    var name: String?
    var value: SharedSecret?
    try JSONSyntax.elements(&cursor, in: "{}") { cursor throws(ImportError) in
      let key = SharedSecret(try JSONSyntax.readKey(&cursor))
      try JSONSyntax.skipColon(&cursor, name: name)
      let place = cursor.position
      switch key.bytes.secretName(0..<key.bytes.count) {
      case "key":
        let text = try readText(&cursor)
        name = text.bytes.secretName(0..<text.bytes.count)
        guard name != nil else { throw place.error(.invalidName) }
      case "value": value = try readText(&cursor)
      default: try JSONSyntax.skipValue(&cursor)
      }
    }
    guard let name else { throw start.error(.expected("\"key\"")) }
    guard let value else { throw start.error(.expected("\"value\""), name: name) }
    try secrets.append(name, value, at: start)
  }

  private static func readText(_ cursor: inout SecretCursor) throws(ImportError) -> SharedSecret {
    guard cursor.peek() == JSONSyntax.quote else { throw cursor.error(.notAString) }
    return SharedSecret(try JSONString.read(&cursor, name: nil))
  }
}
