// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import Testing

struct StoreEditingTests {
  private static func sample() throws -> (store: OpenStore, identity: Identity) {
    let identity = try SampleStore.identity()
    return (try SampleStore.open(SampleStore.bytes(identity: identity), identity), identity)
  }

  private static func line(_ store: OpenStore, _ name: String) -> String? {
    SampleStore.lines(store.store.bytes).first { $0.hasPrefix("entry \(name) ") }
  }

  @Test func `the same value and details leave the line as it was`() throws {
    let (store, _) = try Self.sample()
    let before = store.store.bytes
    #expect(try SampleStore.set(store, "A", "alpha", now: 2000) == .unchanged)
    #expect(try SampleStore.set(store, "A", "alpha", note: "", now: 2000) == .unchanged)
    #expect(store.store.bytes == before)
  }

  @Test func `another value makes a new version and leaves all other lines alone`() throws {
    let (store, _) = try Self.sample()
    let before = SampleStore.lines(store.store.bytes)
    #expect(try SampleStore.set(store, "A", "gamma", now: 2000) == .replaced)
    let after = SampleStore.lines(store.store.bytes)
    #expect(zip(before, after).count { $0 != $1 } == 1)
    #expect(try store.place(of: "A").version == 2)
    #expect(try SampleStore.value(store, "A") == "gamma")
    #expect(try store.details(of: "A") == SecretDetails(created: 2000))
  }

  @Test func `a value set to what it was before is sealed anew`() throws {
    let (store, _) = try Self.sample()
    let first = Self.line(store, "A")
    _ = try SampleStore.set(store, "A", "gamma")
    _ = try SampleStore.set(store, "A", "alpha")
    let last = Self.line(store, "A")
    for key in ["key", "nonce", "box", "mnonce", "mbox", "sig"] {
      #expect(first?.field(key) != last?.field(key))
    }
  }

  @Test func `a note stays with the name, an expiry goes with the value`() throws {
    let (store, _) = try Self.sample()
    _ = try SampleStore.set(store, "A", "alpha", note: "mine", expires: 50, now: 2000)
    #expect(
      try store.details(of: "A") == SecretDetails(created: 1000, expires: 50, note: "mine"))
    #expect(try SampleStore.set(store, "A", "alpha", now: 3000) == .unchanged)
    #expect(try SampleStore.set(store, "A", "gamma", now: 3000) == .replaced)
    #expect(try store.details(of: "A") == SecretDetails(created: 3000, note: "mine"))
    #expect(try SampleStore.set(store, "A", "gamma", note: "") == .replaced)
    #expect(try store.details(of: "A").note.isEmpty)
  }

  @Test func `what cannot be an environment variable is refused and changes nothing`() throws {
    let (store, _) = try Self.sample()
    let before = store.store.bytes
    #expect(throws: StoreError.valueHasNull(name: "V")) { try SampleStore.set(store, "V", "a\0b") }
    for name in ["", "1A", "A-B", "\u{e9}", String(repeating: "N", count: 129)] {
      #expect(throws: StoreError.invalidName(name)) { try SampleStore.set(store, name, "x") }
    }
    let long = String(repeating: "x", count: StoreLimits.value + 1)
    #expect(throws: StoreError.valueTooLong(name: "V", limit: StoreLimits.value)) {
      try SampleStore.set(store, "V", long)
    }
    #expect(store.store.bytes == before)
  }

  @Test func `a note may be so long and no longer`() throws {
    let (store, identity) = try Self.sample()
    // Two names, the time and a length of eight bytes for each of the four fields take 51 bytes.
    let note = String(repeating: "n", count: StoreLimits.metadata - 51)
    #expect(try SampleStore.set(store, "V", "x", note: note) == .added)
    let reopened = try SampleStore.open(store.store.bytes, identity)
    #expect(try reopened.details(of: "V").note == note)
    #expect(throws: StoreError.detailTooLong(name: "W", limit: StoreLimits.metadata)) {
      try SampleStore.set(store, "W", "x", note: note + "n")
    }
  }

  @Test func `removing takes all names or none`() throws {
    let (store, _) = try Self.sample()
    #expect(throws: StoreError.noSecret(name: "C")) { try store.remove(["A", "C"]) }
    #expect(store.store.names == ["A", "B"])
    try store.remove(["A", "A"])
    #expect(store.store.names == ["B"])
    #expect(throws: StoreError.noSecret(name: "A")) { try SampleStore.value(store, "A") }
  }

  @Test func `renaming keeps value and details, and never covers another name`() throws {
    let (store, identity) = try Self.sample()
    _ = try SampleStore.set(store, "A", "alpha", note: "mine", expires: 9)
    let details = try store.details(of: "A")
    #expect(throws: StoreError.secretExists(name: "B")) { try store.rename("A", to: "B") }
    #expect(throws: StoreError.secretExists(name: "A")) { try store.rename("A", to: "A") }
    #expect(throws: StoreError.noSecret(name: "C")) { try store.rename("C", to: "D") }
    #expect(throws: StoreError.invalidName("1")) { try store.rename("A", to: "1") }
    try store.rename("A", to: "Z")
    let reopened = try SampleStore.open(store.store.bytes, identity)
    #expect(reopened.store.names == ["B", "Z"])
    #expect(try SampleStore.value(reopened, "Z") == "alpha")
    #expect(try reopened.details(of: "Z") == details)
  }

  @Test func `a scope file that is too long is refused`() throws {
    let (store, _) = try Self.sample()
    try store.approve([UInt8](repeating: 0x20, count: StoreLimits.scopeFile))
    #expect(throws: StoreError.overLimit("the scope file")) {
      try store.approve([UInt8](repeating: 0x20, count: StoreLimits.scopeFile + 1))
    }
  }
}
