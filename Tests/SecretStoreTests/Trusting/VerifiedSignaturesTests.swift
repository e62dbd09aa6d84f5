// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls
import TestKit
import Testing

@testable import SecretStore

struct VerifiedSignaturesTests {
  private let folder = try? TemporaryFolder()
  private let bytes: [UInt8]
  private let identity: Identity

  init() throws {
    identity = try SampleStore.identity()
    bytes = try SampleStore.bytes(identity: identity)
  }

  /// Opens both secrets and keeps what was verified.
  @discardableResult
  private func read(_ bytes: [UInt8]? = nil, by reader: Identity? = nil) throws -> OpenStore {
    let store = try SampleStore.open(bytes ?? self.bytes, reader ?? identity)
    let stores = try #require(folder)["stores"]
    store.passOverSignatures(verifiedIn: stores)
    defer { try? store.remember(in: stores) }
    #expect(try SampleStore.value(store, "A") == "alpha")
    #expect(try SampleStore.value(store, "B") == "beta")
    return store
  }

  private func path() throws -> String {
    let id = try Store(path: "", bytes: bytes).document.id
    return try StoreMemoryFile.path(in: #require(folder)["stores"], id, identity) + ".verified"
  }

  private func file() throws -> [UInt8] {
    try #require(try FileReading.bytes(of: path(), limit: 1 << 20))
  }

  private func replace(_ content: [UInt8]) throws {
    try FileWriting.Draft(for: path(), content, permissions: 0o600).putInPlace()
  }

  @Test func `what one run verified the next one knows`() throws {
    try read()
    let first = try file()
    // The group, its member and both entries.
    #expect(first.count == 4 * VerifiedSignatures.tagCount)
    #expect(FileStatus.of(try path())?.permissions == 0o600)
    try read()
    #expect(try file() == first)
  }

  @Test func `an altered line is refused however often the true one was verified`() throws {
    try read()
    let lines = SampleStore.lines(bytes)
    let other = SampleStore.lines(try SampleStore.bytes(identity: identity))
    for index in lines.indices where lines[index].hasPrefix("entry A") {
      for field in ["sig", "box", "key", "nonce", "mbox"] {
        var changed = lines
        changed[index] = lines[index].with(field, other[index].field(field))
        #expect(throws: StoreError.self) { try read(SampleStore.file(changed)) }
      }
    }
    try read()
  }

  @Test func `a tag that was changed, cut or made by somebody else fits nothing`() throws {
    try read()
    let tags = try file()
    for index in stride(from: 0, to: tags.count, by: 7) {
      var changed = tags
      changed[index] ^= 1
      try replace(changed)
      try read()
      #expect(try file().count == tags.count + VerifiedSignatures.tagCount)
    }
    // A file that is no whole number of tags is begun anew, with what had to be verified.
    try replace(tags.dropLast())
    try read()
    #expect(try file() == tags.suffix(VerifiedSignatures.tagCount))
  }

  @Test func `a signature nobody made is right for the owner of the key alone`() throws {
    let message: [UInt8] = [1, 2, 3]
    let forged = [UInt8](repeating: 7, count: SigningKeyPair.signatureCount)
    let signer = try #require(identity.signer)
    let other = try SampleStore.identity(2)
    try read()
    for tag in [
      VerifiedSignatures.tag(forged, message, signer, other.stateKey),
      VerifiedSignatures.tag(forged, [1, 2], signer, identity.stateKey),
      VerifiedSignatures.tag(forged, message, try #require(other.signer), identity.stateKey),
    ] {
      try replace(tag)
      #expect(try !isValid(forged, message, signer))
    }
    // The one who has the key could as well sign.
    try replace(VerifiedSignatures.tag(forged, message, signer, identity.stateKey))
    #expect(try isValid(forged, message, signer))
  }

  private func isValid(
    _ signature: [UInt8], _ message: [UInt8], _ signer: [UInt8]
  ) throws -> Bool {
    let id = try Store(path: "", bytes: bytes).document.id
    var signatures = VerifiedSignatures(in: try #require(folder)["stores"], of: id, for: identity)
    return signatures.isValid(signature, of: message, by: signer, key: identity.stateKey)
  }

  @Test func `a file that has grown too long is begun anew`() throws {
    try read()
    try replace([UInt8](repeating: 0, count: 5000 * VerifiedSignatures.tagCount))
    try read()
    #expect(try file().count == 4 * VerifiedSignatures.tagCount)
  }

  @Test func `where nothing can be kept everything is verified`() throws {
    let store = try SampleStore.open(bytes, identity)
    store.passOverSignatures(verifiedIn: "/dev/null/stores")
    #expect(try SampleStore.value(store, "A") == "alpha")
    try store.remember(in: "/dev/null/stores")
  }
}
