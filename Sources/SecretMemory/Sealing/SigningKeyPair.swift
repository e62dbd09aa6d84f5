// SPDX-License-Identifier: Apache-2.0

internal import CSodium

/// An Ed25519 key pair (RFC 8032); the secret half lives in the arena.
package struct SigningKeyPair: ~Copyable, Sendable {
  /// The length of a public key.
  package static let keyCount = 32
  /// The length of a signature.
  package static let signatureCount = 64

  /// The half that verifies.
  package let publicKey: [UInt8]
  private let secretKey: SecretBytes

  /// The pair of a 32-byte seed; `crypto_sign_seed_keypair`.
  package init(seed: borrowing SecretBytes) throws(SecretMemoryError) {
    guard seed.count == 32 else { throw .wrongKeyLength }
    var publicKey = [UInt8](repeating: 0, count: Self.keyCount)
    let secretKey = try SecretBytes(count: 64)
    unsafe seed.withStart { seed in
      unsafe secretKey.withStart { secret in
        _ = unsafe crypto_sign_seed_keypair(
          &publicKey, secret,
          seed)
      }
    }
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// The signature of public bytes; `crypto_sign_detached`.
  package func signature(of message: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: Self.signatureCount)
    unsafe secretKey.withStart { key in
      _ = unsafe crypto_sign_detached(
        &signature, nil, message, UInt64(message.count),
        key)
    }
    return signature
  }

  /// Whether `signature` is one that the owner of `publicKey` made of `message`.
  package static func isValid(
    _ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]
  ) -> Bool {
    guard signature.count == signatureCount, publicKey.count == keyCount else { return false }
    return unsafe crypto_sign_verify_detached(
      signature, message, UInt64(message.count), publicKey) == 0
  }
}
