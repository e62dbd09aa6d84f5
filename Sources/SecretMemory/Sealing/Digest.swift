// SPDX-License-Identifier: Apache-2.0

internal import CSodium

/// BLAKE2b of public bytes (RFC 7693); `crypto_generichash`.
package enum Digest {
  /// An unkeyed digest of 16 to 64 bytes.
  package static func blake2b(_ bytes: [UInt8], count: Int) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: count)
    unsafe crypto_generichash(&digest, count, bytes, UInt64(bytes.count), nil, 0)
    return digest
  }

  /// A digest of public bytes of 16 to 64 bytes, keyed with a secret, so that only its owner can make it.
  package static func keyed(
    _ bytes: [UInt8], with key: borrowing SecretBytes, count: Int
  ) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: count)
    let keyCount = key.count
    unsafe key.withStart { key in
      _ = unsafe crypto_generichash(&digest, count, bytes, UInt64(bytes.count), key, keyCount)
    }
    return digest
  }

  /// Whether a digest is one of those that stand in `list` one after the other, in time that depends on lengths only.
  package static func contains(_ digest: [UInt8], in list: [UInt8]) -> Bool {
    unsafe list.withUnsafeBytes { list in
      guard let first = list.baseAddress else { return false }
      var isContained = false
      for start in stride(from: 0, through: list.count - digest.count, by: digest.count)
      where unsafe sodium_memcmp(first + start, digest, digest.count) == 0 {
        isContained = true
      }
      return isContained
    }
  }

  /// An unkeyed digest of a range of secret bytes, as public bytes.
  ///
  /// libsodium leaves the message in its stack frame: call it inside a secret phase only.
  package static func blake2b(
    _ secret: borrowing SecretBytes, _ range: Range<Int>, count: Int
  ) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: count)
    precondition(range.lowerBound >= 0 && range.upperBound <= secret.count)
    unsafe secret.withStart { bytes in
      _ = unsafe crypto_generichash(
        &digest, count, bytes + range.lowerBound, UInt64(range.count), nil, 0)
    }
    return digest
  }
}
