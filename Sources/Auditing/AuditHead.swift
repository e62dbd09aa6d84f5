// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// A record by its number and hash: kept elsewhere, it proves that this record and all before it were there.
///
/// As text `42:` and 43 characters of base64.
package struct AuditHead: Equatable, Sendable {
  /// The number of the record.
  package let number: UInt64
  let hash: [UInt8]

  init(number: UInt64, hash: [UInt8]) {
    self.number = number
    self.hash = hash
  }

  /// Reads the text; nil when it is none.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = UInt64(parts[0]), String(number) == parts[0],
      let hash = try? Base64.decode(Array(parts[1].utf8)), hash.count == ChainLink.hashCount
    else { return nil }
    self.init(number: number, hash: hash)
  }

  /// The text.
  package var text: String { "\(number):" + String(decoding: Base64.encode(hash), as: UTF8.self) }
}
