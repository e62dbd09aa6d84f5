// SPDX-License-Identifier: Apache-2.0

internal import CSodium
import Glibc

/// A key that is derived from a passphrase: Argon2id version 1.3 with one lane (RFC 9106); `crypto_pwhash`.
package enum PassphraseKey {
  /// The length of a salt in bytes.
  package static let saltCount = 16

  /// What one derivation costs whoever guesses, and whoever opens.
  package struct Cost: Equatable, Sendable {
    /// How often all memory is gone through.
    package let passes: Int
    /// How much memory, in MiB.
    package let memory: Int

    /// Takes any numbers; `isAcceptable` judges them.
    package init(passes: Int, memory: Int) {
      self.passes = passes
      self.memory = memory
    }

    /// The usual cost, three quarters of a second on a laptop of 2024.
    package static let usual = Cost(passes: 3, memory: 256)
    /// For small machines and containers: a quarter of the memory.
    package static let light = Cost(passes: 3, memory: 64)
    /// The fewest and the most passes that are accepted from a file.
    package static let passes = 2...10
    /// The least and the most MiB that are accepted from a file.
    package static let memories = 64...1024

    /// Whether it is neither so cheap that a file was weakened, nor so dear that it would stop the machine.
    package var isAcceptable: Bool {
      Self.passes.contains(passes) && Self.memories.contains(memory)
    }
  }

  /// The 32-byte key of a passphrase; takes memory for the time of the call, and throws when there is too little.
  ///
  /// libsodium leaves the passphrase in its stack frame: call it inside a secret phase only.
  package static func derive(
    _ passphrase: borrowing SecretBytes, salt: [UInt8], cost: Cost
  ) throws(SecretMemoryError) -> SecretBytes {
    guard salt.count == saltCount, cost.isAcceptable else { throw .wrongKeyLength }
    let key = try SecretBytes(count: AuthenticatedBox.keyCount)
    let count = UInt64(passphrase.count)
    let result = unsafe passphrase.withStart { passphrase in
      unsafe passphrase.withMemoryRebound(to: CChar.self, capacity: Int(count)) { passphrase in
        unsafe key.withStart { key in
          unsafe crypto_pwhash(
            key, UInt64(AuthenticatedBox.keyCount), passphrase, count, salt, UInt64(cost.passes),
            cost.memory << 20, crypto_pwhash_alg_argon2id13())
        }
      }
    }
    guard result == 0 else { throw .noMemory(errno: ENOMEM) }
    return key
  }
}
