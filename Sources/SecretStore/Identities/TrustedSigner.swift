// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Somebody whose signatures an identity trusts: a line `trust` of its file.
package struct TrustedSigner: Equatable, Sendable {
  /// The Ed25519 key that verifies the signatures.
  package let key: [UInt8]
  /// What people call the signer; nil when nobody said.
  package let label: String?

  private static let word = "trust"

  /// A signer; nil when the key has another length than 32 bytes, or the label is none.
  package init?(key: [UInt8], label: String? = nil) {
    guard key.count == SigningKeyPair.keyCount else { return nil }
    guard label.map({ NameRules.isLabel(Array($0.utf8)) }) ?? true else { return nil }
    self.key = key
    self.label = label
  }

  /// Reads a line without its end; nil when it is not such a line.
  init?(line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(words.count), words[0] == Self.word,
      let key = try? Base64.decode(Array(words[1].utf8))
    else { return nil }
    self.init(key: key, label: words.count == 3 ? words[2] : nil)
  }

  /// The line, with its end.
  var line: String {
    let key = String(decoding: Base64.encode(key), as: UTF8.self)
    return ([Self.word, key] + (label.map { [$0] } ?? [])).joined(separator: " ") + "\n"
  }
}
