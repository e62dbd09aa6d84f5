// SPDX-License-Identifier: Apache-2.0

internal import CSodium

/// A box that anyone can close for a public key and only its owner can open; `crypto_box_seal`.
///
/// It takes no associated data, so whatever the content belongs to must stand inside it.
package enum SealedBox {
  /// How much longer a box is than its content.
  package static let overhead = 48

  /// Seals a secret for the owner of `publicKey`.
  package static func seal(
    _ secret: borrowing SecretBytes, to publicKey: [UInt8]
  ) throws(SecretMemoryError) -> [UInt8] {
    guard publicKey.count == EncryptionKeyPair.keyCount else { throw .wrongKeyLength }
    var box = [UInt8](repeating: 0, count: secret.count + overhead)
    let count = UInt64(secret.count)
    let result = unsafe secret.withStart { secret in
      unsafe crypto_box_seal(&box, secret, count, publicKey)
    }
    // A point of low order as public key gives no shared secret.
    guard result == 0 else { throw .notAuthentic }
    return box
  }

  /// Opens a box into the arena.
  package static func open(
    _ box: [UInt8], with keys: borrowing EncryptionKeyPair
  ) throws(SecretMemoryError) -> SecretBytes {
    guard box.count >= overhead else { throw .notAuthentic }
    let secret = try SecretBytes(count: box.count - overhead)
    let publicKey = keys.publicKey
    let result = unsafe keys.secretKey.withStart { key in
      unsafe secret.withStart { secret in
        unsafe crypto_box_seal_open(
          secret, box, UInt64(box.count),
          publicKey, key)
      }
    }
    guard result == 0 else { throw .notAuthentic }
    return secret
  }
}
