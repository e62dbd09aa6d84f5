// SPDX-License-Identifier: Apache-2.0

internal import CSodium

/// Keyed BLAKE2b-128 over ranges of secret memory, under a random key that never leaves the arena.
package struct KeyedHash: ~Copyable, Sendable {
  /// The length of a digest in bytes.
  package static let digestLength = 16

  private let key: SecretBytes
  /// Zeroes, hashed after a text so that libsodium's working copy of the text does not stay on the stack.
  private let blank: SecretBytes

  /// Draws a new key.
  package init() throws(SecretMemoryError) {
    var key = try SecretBytes(count: 32)
    let blank = try SecretBytes(count: 512)
    key.fillRandomly()
    self.key = key
    self.blank = blank
  }

  /// Writes the digest of a range of `source` over the bytes of `target` at `offset`.
  package func write(
    digestOf source: borrowing SecretBytes, _ range: Range<Int>,
    to target: inout SecretBytes, at offset: Int
  ) {
    precondition(range.lowerBound >= 0 && range.upperBound <= source.count)
    precondition(offset >= 0 && offset + Self.digestLength <= target.count)
    unsafe source.withUnsafeBytes { source in
      unsafe target.withUnsafeMutableBytes { target in
        guard let start = source.baseAddress, let goal = target.baseAddress else { return }
        unsafe hash(start + range.lowerBound, range.count, to: goal + offset)
      }
    }
  }

  /// Whether the digest of a range of `source` is the one that stands in `table` at `offset`.
  package func confirms(
    _ source: borrowing SecretBytes, _ range: Range<Int>,
    digestAt offset: Int, of table: borrowing SecretBytes
  ) -> Bool {
    precondition(range.lowerBound >= 0 && range.upperBound <= source.count)
    precondition(offset >= 0 && offset + Self.digestLength <= table.count)
    return unsafe source.withUnsafeBytes { source in
      unsafe table.withUnsafeBytes { table in
        guard let start = source.baseAddress, let known = table.baseAddress else {
          return false
        }
        var digest: (UInt64, UInt64) = (0, 0)
        unsafe withUnsafeMutableBytes(of: &digest) { digest in
          guard let goal = digest.baseAddress else { return }
          unsafe hash(start + range.lowerBound, range.count, to: goal)
        }
        clearStack()
        return unsafe withUnsafeBytes(of: &digest) { digest in
          guard let digest = digest.baseAddress else { return false }
          return unsafe sodium_memcmp(digest, known + offset, Self.digestLength) == 0
        }
      }
    }
  }

  /// Hashes zeroes at the same depth of the stack as a text before.
  private func clearStack() {
    var digest: (UInt64, UInt64) = (0, 0)
    unsafe blank.withUnsafeBytes { blank in
      unsafe withUnsafeMutableBytes(of: &digest) { digest in
        guard let start = blank.baseAddress, let goal = digest.baseAddress else { return }
        unsafe hash(start, blank.count, to: goal)
      }
    }
  }

  private func hash(
    _ start: UnsafeRawPointer, _ count: Int, to digest: UnsafeMutableRawPointer
  ) {
    unsafe key.withUnsafeBytes { key in
      _ = unsafe crypto_generichash(
        digest.assumingMemoryBound(to: UInt8.self), Self.digestLength,
        start.assumingMemoryBound(to: UInt8.self), UInt64(count),
        key.baseAddress?.assumingMemoryBound(to: UInt8.self), key.count)
    }
  }
}

extension SecretBytes {
  /// Overwrites every byte with random ones.
  package mutating func fillRandomly() {
    unsafe withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe randombytes_buf(start, bytes.count)
    }
  }
}
