// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// An identity as its file has it: the secret, in the open or behind a passphrase, and whom it trusts.
package struct IdentityDocument {
  /// What the secret is.
  package enum Kind: String, CaseIterable, Sendable {
    /// All keys are derived from it.
    case seed
    /// The encryption key itself; there is no other, so that this identity cannot sign.
    case key
  }

  /// The secret as it stands in the file.
  enum Content {
    case open(SharedSecret)
    case locked(PassphraseLock)
  }

  /// What the secret is.
  package let kind: Kind
  /// Whose signatures the identity trusts besides its own.
  package let trustedSigners: [TrustedSigner]
  let content: Content

  /// Puts a file together.
  init(_ kind: Kind, _ content: Content, trusting trustedSigners: [TrustedSigner]) {
    self.kind = kind
    self.content = content
    self.trustedSigners = trustedSigners
  }

  /// The file of a secret that is there already.
  package init(
    _ kind: Kind, secret: consuming SecretBytes, trusting trustedSigners: [TrustedSigner] = []
  ) {
    self.init(kind, .open(SharedSecret(secret)), trusting: trustedSigners)
  }

  /// A new random identity.
  package static func random(_ kind: Kind) throws(StoreError) -> IdentityDocument {
    let secret = try inMemory { () throws(SecretMemoryError) in
      try RandomBytes.secret(Identity.seedCount)
    }
    return IdentityDocument(kind, secret: secret)
  }

  /// Whether a passphrase is needed.
  package var isLocked: Bool {
    switch content {
    case .open: false
    case .locked: true
    }
  }

  /// What checking its passphrase costs; nil when there is none.
  package var passphraseCost: PassphraseKey.Cost? {
    switch content {
    case .open: nil
    case .locked(let lock): lock.cost
    }
  }

  /// The keys; a locked file must be unlocked first, `source` is what errors call it.
  package func identity(source: String) throws(StoreError) -> Identity {
    guard case .open(let secret) = content else { throw .passphraseNeeded(source: source) }
    let signers = trustedSigners.map(\.key)
    switch kind {
    case .seed: return try Identity(seed: secret.bytes, trustedSigners: signers)
    case .key:
      let copy = try inMemory { () throws(SecretMemoryError) in try secret.bytes.copy() }
      return try Identity(encryptionSecret: copy, trustedSigners: signers)
    }
  }

  /// The part that anyone may have; of a locked file as it says itself, without its passphrase.
  package func publicPart() throws(StoreError) -> PublicIdentity {
    switch content {
    case .open: try identity(source: "").publicPart
    case .locked(let lock): lock.publicPart
    }
  }

  /// The same identity behind a passphrase, which takes as long as `cost` says; to be called in a secret phase.
  package func locked(
    with passphrase: borrowing SecretBytes, cost: PassphraseKey.Cost
  ) throws(StoreError) -> IdentityDocument {
    guard case .open(let secret) = content else { return self }
    let publicPart = try publicPart()
    let lock = try inMemory { () throws(SecretMemoryError) in
      try PassphraseLock(
        secret.bytes, kind, passphrase, cost: cost, publicPart, trusting: trustedSigners)
    }
    return IdentityDocument(kind, .locked(lock), trusting: trustedSigners)
  }

  /// The same identity with other signers to trust; nil when it is locked, since its lock covers them.
  package func trusting(_ signers: [TrustedSigner]) -> IdentityDocument? {
    switch content {
    case .open: IdentityDocument(kind, content, trusting: signers)
    case .locked: nil
    }
  }

  /// The same identity in the open; to be called in a secret phase.
  ///
  /// `source` is what errors call it. Throws `.wrongPassphrase`. That, and nothing else, is also what comes of a file that somebody altered who then
  /// made its checksum anew.
  package func unlocked(
    with passphrase: borrowing SecretBytes, source: String
  ) throws(StoreError) -> IdentityDocument {
    guard case .locked(let lock) = content else { return self }
    let secret: SecretBytes
    do throws(SecretMemoryError) {
      secret = try lock.open(kind, passphrase, trusting: trustedSigners)
    } catch .notAuthentic {
      throw .wrongPassphrase(source: source)
    } catch {
      throw .memory(error)
    }
    guard secret.count == Identity.seedCount else { throw .identityDamaged(source: source) }
    let document = IdentityDocument(kind, secret: secret, trusting: trustedSigners)
    guard try document.publicPart() == lock.publicPart else {
      throw .identityDamaged(source: source)
    }
    return document
  }
}
