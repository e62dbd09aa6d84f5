// SPDX-License-Identifier: Apache-2.0

internal import CSodium

/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) over content padded to 64 bytes.
///
/// The padding, `sodium_pad`, keeps the length of a value from naming its provider.
package enum AuthenticatedBox {
  /// The length of a key.
  package static let keyCount = 32
  /// The length of a nonce, long enough to be random.
  package static let nonceCount = 24
  /// The length of the authenticator at the end of a box.
  package static let overhead = 16
  /// Contents are padded to a multiple of this.
  package static let blockCount = 64

  /// Encrypts `content` and binds it to `context`, which is authenticated but not stored.
  package static func seal(
    _ content: borrowing SecretBytes, key: borrowing SecretBytes, nonce: [UInt8],
    context: [UInt8]
  ) throws(SecretMemoryError) -> [UInt8] {
    guard key.count == keyCount, nonce.count == nonceCount else { throw .wrongKeyLength }
    let padded = try padded(content)
    var box = [UInt8](repeating: 0, count: padded.count + overhead)
    let count = padded.count
    unsafe padded.withStart { padded in
      unsafe key.withStart { key in
        _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
          &box, nil, padded,
          UInt64(count), context, UInt64(context.count), nil, nonce,
          key)
      }
    }
    return box
  }

  /// Decrypts a box into the arena, when key, nonce and context are those it was made with.
  package static func open(
    _ box: [UInt8], key: borrowing SecretBytes, nonce: [UInt8], context: [UInt8]
  ) throws(SecretMemoryError) -> SecretBytes {
    guard key.count == keyCount, nonce.count == nonceCount else { throw .wrongKeyLength }
    guard box.count > overhead else { throw .notAuthentic }
    var content = try SecretBytes(count: box.count - overhead)
    let result = unsafe content.withStart { content in
      unsafe key.withStart { key in
        unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
          content, nil, nil, box,
          UInt64(box.count), context, UInt64(context.count), nonce,
          key)
      }
    }
    guard result == 0 else { throw .notAuthentic }
    var count = 0
    let unpadded = unsafe content.withStart { padded in
      unsafe sodium_unpad(
        &count, padded, content.count, blockCount)
    }
    guard unpadded == 0 else { throw .notAuthentic }
    content.truncate(to: count)
    return content
  }

  private static func padded(
    _ content: borrowing SecretBytes
  ) throws(SecretMemoryError) -> SecretBytes {
    var padded = try SecretBytes(count: (content.count / blockCount + 1) * blockCount)
    padded.replace(at: 0, with: content, 0..<content.count)
    padded[content.count] = 0x80
    return padded
  }
}
