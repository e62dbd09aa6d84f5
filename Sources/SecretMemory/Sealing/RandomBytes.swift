// SPDX-License-Identifier: Apache-2.0

internal import CSodium

/// Bytes from the kernel's generator, through libsodium's `randombytes_buf`.
package enum RandomBytes {
  /// Bytes that may be seen, such as a nonce or a store id.
  package static func visible(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    unsafe randombytes_buf(&bytes, count)
    return bytes
  }

  /// As many random bytes as text, for a name that nobody else has.
  package static func hexadecimal(_ count: Int) -> String {
    Hexadecimal.text(visible(count))
  }

  /// Bytes for a key, made in the arena.
  package static func secret(_ count: Int) throws(SecretMemoryError) -> SecretBytes {
    let bytes = try SecretBytes(count: count)
    unsafe bytes.withStart { unsafe randombytes_buf($0, count) }
    return bytes
  }
}
