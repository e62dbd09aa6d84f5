// SPDX-License-Identifier: Apache-2.0

import SecretStore
import Testing

struct OpenStorePinsTests {
  private static let digest = [UInt8](repeating: 9, count: 32)
  private static let items = [
    PinnedItem(.program, "/usr/bin/python3", digest: digest), PinnedItem(.argument, "-u"),
    PinnedItem(.script, "größe \n.py", digest: digest), PinnedItem(.file, "a/b", digest: digest),
  ]

  @Test func `a pin is written, read back, replaced and taken away`() throws {
    let identity = try SampleStore.identity()
    let store = try SampleStore.open(SampleStore.bytes(identity: identity), identity)
    #expect(try store.pin(of: "agent") == nil)
    try store.pin("agent", to: Self.items)
    try store.pin("_-", to: [])
    let again = try SampleStore.open(store.store.bytes, identity)
    #expect(try again.pin(of: "agent") == Self.items)
    #expect(again.pinnedScopes == ["_-", "agent"])
    #expect(again.store.bytes == store.store.bytes)
    try again.pin("agent", to: nil)
    #expect(try again.pin(of: "agent") == nil)
  }

  @Test(arguments: ["by", "sig", "items"])
  func `a changed pin is refused`(field: String) throws {
    let identity = try SampleStore.identity()
    let store = try SampleStore.open(SampleStore.bytes(identity: identity), identity)
    try store.pin("agent", to: Self.items)
    var lines = SampleStore.lines(store.store.bytes)
    let index = try #require(lines.firstIndex { $0.hasPrefix("pin agent ") })
    let value = lines[index].field(field)
    lines[index] = lines[index].with(field, (value.hasPrefix("A") ? "B" : "A") + value.dropFirst())
    let changed = try SampleStore.open(SampleStore.file(lines), identity)
    #expect(throws: StoreError.self) { try changed.pin(of: "agent") }
  }

  @Test func `two pins of one scope are refused, and a name that no scope has`() throws {
    let identity = try SampleStore.identity()
    let store = try SampleStore.open(SampleStore.bytes(identity: identity), identity)
    try store.pin("agent", to: Self.items)
    var lines = SampleStore.lines(store.store.bytes)
    let index = try #require(lines.firstIndex { $0.hasPrefix("pin agent ") })
    lines.insert(lines[index], at: index)
    #expect(throws: StoreError.self) { try SampleStore.open(SampleStore.file(lines), identity) }
    lines[index] = lines[index].replacing("pin agent", with: "pin a.b")
    #expect(throws: StoreError.self) { try SampleStore.open(SampleStore.file(lines), identity) }
  }

  @Test func `too much is refused`() throws {
    let identity = try SampleStore.identity()
    let store = try SampleStore.open(SampleStore.bytes(identity: identity), identity)
    let many = (0..<2000).map { PinnedItem(.file, "folder/file-\($0)", digest: Self.digest) }
    #expect(throws: StoreError.overLimit("what is pinned")) { try store.pin("agent", to: many) }
  }
}
