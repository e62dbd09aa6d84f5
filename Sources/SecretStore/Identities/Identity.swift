// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// The keys of a person or deployment, all derived from one 32-byte seed.
///
/// One thing to back up, separate keys for separate jobs: encryption (1), signing (2), and a MAC over local
/// state (3), which this version does not use yet.
package final class Identity {
  /// The length of a seed.
  package static let seedCount = SecretBytes.masterKeyCount

  let encryption: EncryptionKeyPair
  let signing: SigningKeyPair

  /// Derives the keys; the seed itself is not kept.
  package init(seed: borrowing SecretBytes) throws(StoreError) {
    do throws(SecretMemoryError) {
      encryption = try EncryptionKeyPair(secretKey: seed.derivedKey(1))
      signing = try SigningKeyPair(seed: seed.derivedKey(2))
    } catch {
      throw .memory(error)
    }
  }
}
