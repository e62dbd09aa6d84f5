// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import Testing

struct OpenStoreTests {
  @Test(arguments: [0, 1, 63, 64, 65, 127, 128, 4096, 65535, 65536])
  func `a value of any length comes back byte for byte`(count: Int) throws {
    let identity = try SampleStore.identity()
    let store = try SampleStore.open(SampleStore.bytes(identity: identity), identity)
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 % 255 + 1) }
    let value = try SecretBytes(copying: bytes)
    #expect(try store.set("V", to: value, note: nil, expires: nil, now: 1) == .added)
    let reopened = try SampleStore.open(store.store.bytes, identity)
    let found = try plainBytes(reopened.value(of: "V"))
    #expect(found == bytes)
  }

  @Test func `details come back and are apart from the value`() throws {
    let identity = try SampleStore.identity()
    let store = try SampleStore.open(SampleStore.bytes(identity: identity), identity)
    let note = "for h\u{e9}llo\nand more"
    _ = try SampleStore.set(store, "V", "x", note: note, expires: 99, now: 42)
    let reopened = try SampleStore.open(store.store.bytes, identity)
    #expect(try reopened.details(of: "V") == SecretDetails(created: 42, expires: 99, note: note))
    #expect(try reopened.details(of: "A") == SecretDetails(created: 1000))
    let place = try reopened.place(of: "V")
    #expect(place.group == StoreCreation.groupName && place.version == 1)
  }

  @Test func `a name that is not there says so`() throws {
    let identity = try SampleStore.identity()
    let store = try SampleStore.open(SampleStore.bytes(identity: identity), identity)
    for name in ["C", "a", ""] {
      let missing = StoreError.noSecret(name: name)
      #expect(throws: missing) { try SampleStore.value(store, name) }
      #expect(throws: missing) { _ = try store.details(of: name) }
      #expect(throws: missing) { _ = try store.place(of: name) }
    }
  }

  @Test func `a store of a stranger opens nothing, even when it names the reader as member`() throws
  {
    let own = try SampleStore.identity(1)
    let stranger = try SampleStore.identity(2)
    let bytes = try SampleStore.bytes(identity: stranger)
    let store = try SampleStore.open(bytes, own)
    let error = #expect(throws: StoreError.self) { try SampleStore.value(store, "A") }
    guard case .untrustedSigner(record: "entry A", line: 5, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(throws: StoreError.self) { try store.approvedConfig() }
    #expect(throws: StoreError.notAMember(group: StoreCreation.groupName)) {
      try SampleStore.set(store, "N", "x")
    }
    // A member line with the reader's own key in it is still signed by the stranger.
    var lines = SampleStore.lines(bytes)
    let mine = SampleStore.lines(try SampleStore.bytes(identity: own))
    lines[2] = lines[2].with("enc", mine[2].field("enc"))
    let invited = try SampleStore.open(SampleStore.file(lines), own)
    #expect(throws: StoreError.self) { try SampleStore.set(invited, "N", "x") }
  }

  @Test func `a store without a scope file has none approved`() throws {
    let identity = try SampleStore.identity()
    let bytes = try StoreCreation.newStore(for: identity, label: "me", scopeFile: nil)
    let store = try SampleStore.open(bytes, identity)
    #expect(try store.approvedConfig() == nil && !store.store.hasConfig)
    try store.approve(Array("x".utf8))
    let approved = try SampleStore.open(store.store.bytes, identity).approvedConfig()
    #expect(approved?.text == Array("x".utf8))
    #expect(approved?.isSame(as: Array("x".utf8)) == true)
    #expect(approved?.isSame(as: Array("y".utf8)) == false)
  }
}
