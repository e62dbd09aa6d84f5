// SPDX-License-Identifier: Apache-2.0

internal import CSodium

/// BLAKE2b-256 of public bytes that come in pieces (RFC 7693); `crypto_generichash_init` and its like.
@safe
package struct StreamingDigest: ~Copyable {
  /// The length of a digest.
  package static let count = 32

  private let state: UnsafeMutableRawPointer

  /// Begins.
  package init() {
    unsafe state = .allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
    _ = unsafe crypto_generichash_init(pointer, nil, 0, Self.count)
  }

  deinit { unsafe state.deallocate() }

  /// Takes the next bytes.
  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      _ = unsafe crypto_generichash_update(pointer, bytes.baseAddress, UInt64(bytes.count))
    }
  }

  /// The digest of all bytes.
  package consuming func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Self.count)
    _ = unsafe crypto_generichash_final(pointer, &digest, digest.count)
    return digest
  }

  private var pointer: OpaquePointer { unsafe OpaquePointer(state) }
}
