// SPDX-License-Identifier: Apache-2.0

internal import CSodium

extension SecretBytes {
  /// The length of a key from which others are derived.
  package static var masterKeyCount: Int { 32 }

  /// A 32-byte key of its own for one purpose; `crypto_kdf_derive_from_key`, context `secrunv1`.
  package func derivedKey(_ purpose: UInt64) throws(SecretMemoryError) -> SecretBytes {
    guard count == Self.masterKeyCount else { throw .wrongKeyLength }
    let key = try SecretBytes(count: 32)
    unsafe withStart { master in
      unsafe key.withStart { key in
        _ = unsafe crypto_kdf_derive_from_key(
          key, 32, purpose, "secrunv1",
          master)
      }
    }
    return key
  }
}
