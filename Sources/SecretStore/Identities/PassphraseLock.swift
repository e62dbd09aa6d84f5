// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The secret of an identity behind a passphrase: what of it stands in the file, all of it public.
struct PassphraseLock: Equatable {
  let cost: PassphraseKey.Cost
  let salt: [UInt8]
  /// What the identity shows of itself without its passphrase; bound into the box like all else.
  let publicPart: PublicIdentity
  let nonce: [UInt8]
  let box: [UInt8]

  /// A box of a secret of 32 bytes, padded to 64, with its authenticator.
  static let boxCount = AuthenticatedBox.blockCount + AuthenticatedBox.overhead

  /// Puts together what was read.
  init(
    cost: PassphraseKey.Cost, salt: [UInt8], publicPart: PublicIdentity, nonce: [UInt8],
    box: [UInt8]
  ) {
    self.cost = cost
    self.salt = salt
    self.publicPart = publicPart
    self.nonce = nonce
    self.box = box
  }

  /// Locks a secret, with fresh salt and nonce.
  init(
    _ secret: borrowing SecretBytes, _ kind: IdentityDocument.Kind,
    _ passphrase: borrowing SecretBytes, cost: PassphraseKey.Cost, _ publicPart: PublicIdentity,
    trusting signers: [TrustedSigner]
  ) throws(SecretMemoryError) {
    self.cost = cost
    self.publicPart = publicPart
    salt = RandomBytes.visible(PassphraseKey.saltCount)
    nonce = RandomBytes.visible(AuthenticatedBox.nonceCount)
    let key = try PassphraseKey.derive(passphrase, salt: salt, cost: cost)
    let head = Self.head(cost, salt, publicPart)
    box = try AuthenticatedBox.seal(
      secret, key: key, nonce: nonce, context: Self.context(kind, head, signers))
  }

  /// The secret, when the passphrase is right and nothing else in the file was changed.
  func open(
    _ kind: IdentityDocument.Kind, _ passphrase: borrowing SecretBytes,
    trusting signers: [TrustedSigner]
  ) throws(SecretMemoryError) -> SecretBytes {
    let key = try PassphraseKey.derive(passphrase, salt: salt, cost: cost)
    return try AuthenticatedBox.open(
      box, key: key, nonce: nonce, context: Self.context(kind, head, signers))
  }

  /// The lines before the box.
  var head: String { Self.head(cost, salt, publicPart) }

  /// The line of the box.
  func boxLine(_ kind: IdentityDocument.Kind) -> String {
    "\(kind.rawValue)-box nonce=\(Self.text(nonce)) box=\(Self.text(box))\n"
  }

  private static func head(
    _ cost: PassphraseKey.Cost, _ salt: [UInt8], _ publicPart: PublicIdentity
  ) -> String {
    "argon2id passes=\(cost.passes) memory=\(cost.memory) salt=\(text(salt))\n"
      + "public \(publicPart.text)\n"
  }

  /// Everything else in the file, so that no part of it can be exchanged.
  private static func context(
    _ kind: IdentityDocument.Kind, _ head: String, _ signers: [TrustedSigner]
  ) -> [UInt8] {
    var context = Framing("secrun/identity/v1")
    context.append(kind.rawValue)
    context.append(head)
    context.append(signers.map(\.line).joined())
    return context.bytes
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: Base64.encode(bytes), as: UTF8.self)
  }
}
