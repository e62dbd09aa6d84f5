// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// What others may know of an identity: its encryption key and, unless it is read-only, its signing key.
///
/// Its text is one word, so that it can be pasted anywhere, with a checksum against losing a part of it.
package struct PublicIdentity: Sendable, Equatable {
  /// The X25519 public key, 32 bytes.
  package let encryption: [UInt8]
  /// The Ed25519 public key, 32 bytes; nil when the identity is read-only.
  package let verification: [UInt8]?

  private static let prefix = "secrun-public-1:"
  private static let keyCount = EncryptionKeyPair.keyCount
  private static let checksumCount = 4

  init(encryption: [UInt8], verification: [UInt8]?) {
    self.encryption = encryption
    self.verification = verification
  }

  /// Reads the text; nil when it is not whole or not such a text at all.
  package init?(parsing text: String) {
    guard text.hasPrefix(Self.prefix) else { return nil }
    let encoded = Array(text.utf8.dropFirst(Self.prefix.utf8.count))
    guard let bytes = try? Base64.decode(encoded) else { return nil }
    let keys = bytes.dropLast(Self.checksumCount)
    guard [Self.keyCount, 2 * Self.keyCount].contains(keys.count),
      Self.checksum(of: Array(keys)).elementsEqual(bytes.suffix(Self.checksumCount))
    else { return nil }
    encryption = Array(keys.prefix(Self.keyCount))
    verification = keys.count == Self.keyCount ? nil : Array(keys.suffix(Self.keyCount))
  }

  /// The text, one word.
  package var text: String {
    let keys = encryption + (verification ?? [])
    let encoded = Base64.encode(keys + Self.checksum(of: keys))
    return Self.prefix + String(decoding: encoded, as: UTF8.self)
  }

  /// The signing key as messages and `secrun trust` write it; nil when the identity is read-only.
  package var fingerprint: String? { verification.map(Fingerprint.text) }

  /// The first bytes of a digest; libsodium makes none shorter than 16.
  private static func checksum(of keys: [UInt8]) -> [UInt8] {
    Array(Digest.blake2b(keys, count: 16).prefix(checksumCount))
  }
}
