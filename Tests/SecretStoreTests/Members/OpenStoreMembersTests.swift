// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import Testing

struct OpenStoreMembersTests {
  @Test func `a slipped in member keeps new keys from being made`() throws {
    let (ada, eve) = (try SampleStore.identity(1), try SampleStore.identity(2))
    let store = try SampleStore.open(SampleStore.bytes(identity: ada), ada)
    let theirs = try SampleStore.open(SampleStore.bytes(identity: eve), eve)
    let own = SampleStore.lines(store.store.bytes)
    let line = try #require(
      SampleStore.lines(theirs.store.bytes).first { $0.hasPrefix("member ") }
    ).named("eve")
    let index = try #require(own.firstIndex { $0.hasPrefix("member ") })
    var lines = own
    lines.insert(line, at: index)
    let bent = try SampleStore.open(SampleStore.file(lines), ada)
    let before = bent.store.bytes
    #expect(throws: StoreError.self) { try bent.rotate("default") }
    #expect(bent.store.bytes == before)
  }

  @Test func `who was removed opens the old file and nothing of the new one`() throws {
    let (ada, bob) = (try SampleStore.identity(1), try SampleStore.identity(2))
    let store = try SampleStore.open(SampleStore.bytes(identity: ada), ada)
    #expect(try !store.addMember("bob", bob.publicPart, to: "default", ownLabel: "ada"))
    let before = store.store.bytes
    #expect(try store.removeMember("bob", from: nil) == ["A", "B"])
    #expect(throws: StoreError.noMember(label: "bob", group: nil)) {
      try store.removeMember("bob", from: nil)
    }
    let reopened = try SampleStore.open(store.store.bytes, ada)
    #expect(try SampleStore.value(reopened, "A") == "alpha")
    #expect(try reopened.details(of: "A") == SecretDetails(created: 1000))
    #expect(try reopened.place(of: "A").version == 2)
    #expect(!OpenStore(reopened.store, identity: bob).isMember(of: "default"))
    #expect(OpenStore(try Store(path: "", bytes: before), identity: bob).isMember(of: "default"))
    let verification = try StoreVerification(of: reopened.store, signers: [])
    #expect(verification.findings.isEmpty)
  }

  @Test func `a read-only identity opens and signs nothing`() throws {
    let ada = try SampleStore.identity(1)
    let secret = try SecretBytes(copying: [UInt8](repeating: 9, count: 32))
    let agent = try Identity(encryptionSecret: secret, trustedSigners: [ada.signer ?? []])
    let store = try SampleStore.open(SampleStore.bytes(identity: ada), ada)
    _ = try store.addMember("agent", agent.publicPart, to: "default", ownLabel: "ada")
    let reading = OpenStore(store.store, identity: agent)
    #expect(try SampleStore.value(reading, "A") == "alpha")
    #expect(throws: StoreError.readOnlyIdentity) { try SampleStore.set(reading, "A", "other") }
    #expect(try StoreVerification(of: store.store, signers: []).findings.isEmpty)
  }
}
