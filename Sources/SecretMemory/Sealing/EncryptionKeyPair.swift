// SPDX-License-Identifier: Apache-2.0

internal import CSodium

/// An X25519 key pair (RFC 7748); the secret half lives in the arena.
package struct EncryptionKeyPair: ~Copyable, Sendable {
  /// The length of either half.
  package static let keyCount = 32

  /// The half that may be seen.
  package let publicKey: [UInt8]
  /// The half that opens.
  package let secretKey: SecretBytes

  /// The pair of a secret scalar; `crypto_scalarmult_base`.
  package init(secretKey: consuming SecretBytes) throws(SecretMemoryError) {
    guard secretKey.count == Self.keyCount else { throw .wrongKeyLength }
    var publicKey = [UInt8](repeating: 0, count: Self.keyCount)
    unsafe secretKey.withStart { secret in
      _ = unsafe crypto_scalarmult_base(
        &publicKey, secret)
    }
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// A new random pair.
  package static func random() throws(SecretMemoryError) -> EncryptionKeyPair {
    try EncryptionKeyPair(secretKey: RandomBytes.secret(keyCount))
  }
}
