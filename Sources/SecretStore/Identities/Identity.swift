// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// The keys of a person or deployment, all derived from one 32-byte seed.
///
/// One thing to back up, separate keys for separate jobs: encryption (1), signing (2), and a MAC over what is
/// remembered on this machine (3). A read-only identity has no signing half: it can open and not write.
package final class Identity {
  /// The length of a seed, and of a read-only identity's secret.
  package static let seedCount = SecretBytes.masterKeyCount

  let encryption: EncryptionKeyPair
  /// Nil for a read-only identity.
  private let signing: SigningHalf?
  /// The key of the MAC over what this machine remembers of a store.
  let stateKey: SecretBytes
  /// The signers that the identity's own file says are trusted, as Ed25519 public keys.
  package let trustedSigners: [[UInt8]]

  /// Derives the keys; the seed itself is not kept.
  package init(
    seed: borrowing SecretBytes, trustedSigners: [[UInt8]] = []
  ) throws(StoreError) {
    self.trustedSigners = trustedSigners
    do throws(SecretMemoryError) {
      encryption = try EncryptionKeyPair(secretKey: seed.derivedKey(1))
      signing = SigningHalf(try SigningKeyPair(seed: seed.derivedKey(2)))
      stateKey = try seed.derivedKey(3)
    } catch {
      throw .memory(error)
    }
  }

  /// A read-only identity of an X25519 secret key; the key is kept as it is.
  package init(
    encryptionSecret: consuming SecretBytes, trustedSigners: [[UInt8]] = []
  ) throws(StoreError) {
    self.trustedSigners = trustedSigners
    signing = nil
    do throws(SecretMemoryError) {
      stateKey = try encryptionSecret.derivedKey(3)
      encryption = try EncryptionKeyPair(secretKey: encryptionSecret)
    } catch {
      throw .memory(error)
    }
  }

  /// Whether the identity can sign, and with it change a store.
  package var canSign: Bool { signing != nil }

  /// The Ed25519 public key; nil for a read-only identity.
  package var signer: [UInt8]? { signing?.keys.publicKey }

  /// The signature of public bytes; a read-only identity cannot make one.
  func signature(of message: [UInt8]) throws(StoreError) -> [UInt8] {
    guard let signing else { throw .readOnlyIdentity }
    return signing.keys.signature(of: message)
  }

  /// What others may know of the identity.
  package var publicPart: PublicIdentity {
    PublicIdentity(encryption: encryption.publicKey, verification: signer)
  }
}

/// A key pair that may be missing; Swift cannot look into an optional of a type without copies.
private final class SigningHalf {
  let keys: SigningKeyPair

  init(_ keys: consuming SigningKeyPair) { self.keys = keys }
}
