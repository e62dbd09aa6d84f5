// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import Testing

struct IdentityDocumentTests {
  private static let cost = PassphraseKey.Cost(passes: 2, memory: 64)
  private static let signers = [
    TrustedSigner(key: [UInt8](0..<32), label: "ada"), TrustedSigner(key: [UInt8](1..<33)),
  ].compactMap(\.self)

  private static func document(_ kind: IdentityDocument.Kind) throws -> IdentityDocument {
    let secret = try SecretBytes(copying: [UInt8](repeating: 1, count: 32))
    return IdentityDocument(kind, secret: secret, trusting: signers)
  }

  private static func read(_ text: [UInt8]) throws -> IdentityDocument {
    try IdentityFile.document(in: SecretBytes(copying: text), source: "here")
  }

  private static func text(_ document: IdentityDocument) throws -> [UInt8] {
    try plainBytes(IdentityFile.text(document))
  }

  /// The text with a right checksum.
  private static func checked(_ text: [UInt8]) -> [UInt8] {
    let body = Array(SampleStore.file(SampleStore.lines(text).dropLast()))
    return body + Array("checksum ".utf8) + Base64.encode(Digest.blake2b(body, count: 16)) + [10]
  }

  @Test(arguments: IdentityDocument.Kind.allCases)
  func `comes back from its text as it was, locked or open`(kind: IdentityDocument.Kind) throws {
    let open = try Self.document(kind)
    let text = try Self.text(open)
    #expect(try Self.text(Self.read(text)) == text)
    #expect(try Self.read(text).trustedSigners == Self.signers)
    let locked = try open.locked(with: secret("a b"), cost: Self.cost)
    let lockedText = try Self.text(locked)
    let again = try Self.read(lockedText)
    #expect(again.isLocked && again.kind == kind && again.trustedSigners == Self.signers)
    #expect(try Self.text(again) == lockedText)
    #expect(try again.publicPart() == open.publicPart())
    #expect(try Self.text(again.unlocked(with: secret("a b"), source: "here")) == text)
    #expect(throws: StoreError.wrongPassphrase(source: "here")) {
      try again.unlocked(with: secret("a  b"), source: "here")
    }
    #expect(throws: StoreError.passphraseNeeded(source: "here")) {
      try again.identity(source: "here")
    }
  }

  @Test func `a locked text has the seed in no form`() throws {
    let locked = try Self.document(.seed).locked(with: secret("a"), cost: Self.cost)
    let text = String(decoding: try Self.text(locked), as: UTF8.self)
    #expect(!text.contains("AQEBAQ") && !text.contains("seed "))
  }

  @Test func `two locks of one identity have nothing in common but what is public`() throws {
    let document = try Self.document(.seed)
    let texts = try (0..<2).map { _ in
      SampleStore.lines(
        try Self.text(document.locked(with: secret("a"), cost: Self.cost)))
    }
    #expect(texts[0][1].field("salt") != texts[1][1].field("salt"))
    #expect(texts[0][3].field("nonce") != texts[1][3].field("nonce"))
    #expect(texts[0][3].field("box") != texts[1][3].field("box"))
    #expect(texts[0][2] == texts[1][2])
  }

  @Test func `a change of any byte is damage, and with a new checksum it opens no more`() throws {
    let locked = try Self.document(.seed).locked(with: secret("a"), cost: Self.cost)
    let text = try Self.text(locked)
    let body = SampleStore.file(SampleStore.lines(text).dropLast()).count
    let passphrase = SharedSecret(try secret("a"))
    for index in 18..<text.count - 1 {
      var changed = text
      changed[index] ^= 1
      #expect(throws: StoreError.identityDamaged(source: "here")) { try Self.read(changed) }
      guard index < body, changed[index] != 10, text[index] != 10 else { continue }
      #expect(throws: StoreError.self) {
        let document = try Self.read(Self.checked(changed))
        // A derivation takes its time: one in sixty is enough of those that need one.
        guard index % 64 == 0 else { throw StoreError.wrongPassphrase(source: "here") }
        _ = try document.unlocked(with: passphrase.bytes, source: "here")
      }
    }
  }

  @Test func `a read-only identity opens and cannot sign`() throws {
    let full = try Self.document(.seed).identity(source: "")
    let reading = try Self.document(.key).identity(source: "")
    #expect(full.canSign && !reading.canSign)
    #expect(reading.publicPart.verification == nil && reading.signer == nil)
    #expect(throws: StoreError.readOnlyIdentity) {
      try StoreCreation.newStore(for: reading, label: "me", scopeFile: nil)
    }
  }

  @Test func `records of a signer that the file trusts are accepted`() throws {
    let writer = try SampleStore.identity(1)
    let bytes = try SampleStore.bytes(identity: writer)
    let own = try SampleStore.identity(1)
    #expect(try SampleStore.value(SampleStore.open(bytes, own), "A") == "alpha")
    let key = try #require(writer.signer)
    // The same encryption key as the writer's, so that the wrap opens, and no signing key.
    let seed = try SecretBytes(copying: [UInt8](repeating: 1, count: 32))
    for isTrusted in [true, false] {
      let signers = isTrusted ? [TrustedSigner(key: key)].compactMap(\.self) : []
      let reading = IdentityDocument(.key, secret: try seed.derivedKey(1), trusting: signers)
      let store = try SampleStore.open(bytes, reading.identity(source: ""))
      if isTrusted {
        #expect(try SampleStore.value(store, "A") == "alpha")
      } else {
        #expect(throws: StoreError.self) { try SampleStore.value(store, "A") }
      }
    }
  }

  @Test(arguments: [31, 33, 0])
  func `a signer's key has its length`(count: Int) {
    #expect(TrustedSigner(key: [UInt8](repeating: 1, count: count)) == nil)
  }

  @Test(arguments: ["", "-a", "a b", "é", String(repeating: "a", count: 65)])
  func `a signer's label is one`(label: String) {
    #expect(TrustedSigner(key: [UInt8](0..<32), label: label) == nil)
  }
}
