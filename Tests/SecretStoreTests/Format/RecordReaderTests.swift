// SPDX-License-Identifier: Apache-2.0

import SecretStore
import Testing

/// What one line may be.
struct RecordReaderTests {
  /// Parses a store in which one line of each kind is replaced by `line`, whose kind tells its place.
  private static func parse(_ line: String) throws -> Store {
    let kind = line.prefix { $0 != " " }
    var lines = StoreLines.whole
    let index = lines.firstIndex { $0.prefix { $0 != " " } == kind } ?? 4
    lines[index] = line
    return try Store(path: "", bytes: SampleStore.file(lines))
  }

  private static let entry = StoreLines.entry("A")

  private static let malformed: [(String, String)] = [
    ("", "an unknown kind of record"),
    ("# comment", "an unknown kind of record"),
    ("scope x", "an unknown kind of record"),
    ("Entry A", "an unknown kind of record"),
    ("entryA", "an unknown kind of record"),
    (" " + entry, "an unknown kind of record"),
    ("entry\tA", "an unknown kind of record"),
    ("end\r", "an unknown kind of record"),
    ("end ", "more fields than its kind has"),
    ("end x", "more fields than its kind has"),
    ("entry", "fewer fields than its kind has"),
    ("entry A", "fewer fields than its kind has"),
    ("entry A group=default", "fewer fields than its kind has"),
    (String(entry.dropLast(91)), "fewer fields than its kind has"),
    (entry + " ", "more fields than its kind has"),
    (entry + " x=1", "more fields than its kind has"),
    (entry + " sig=" + StoreLines.zeroes(64), "more fields than its kind has"),
    (entry + "\r", "a value of sig that is not valid"),
    (entry + "\t", "a value of sig that is not valid"),
    (entry + "=", "a value of sig that is not valid"),
    (entry + "\0", "a value of sig that is not valid"),
    (entry.named(""), "a name that is not valid"),
    (entry.named("1A"), "a name that is not valid"),
    (entry.named("A-B"), "a name that is not valid"),
    (entry.named("A.B"), "a name that is not valid"),
    (entry.named("\u{c9}"), "a name that is not valid"),
    (entry.named("A\0"), "a name that is not valid"),
    (entry.named("A="), "a name that is not valid"),
    (entry.named(String(repeating: "N", count: 129)), "a name that is not valid"),
    ("entry  " + entry.dropFirst(6), "a name that is not valid"),
    ("entry A  " + entry.dropFirst(8), "no field group where it belongs"),
    ("entry A epoch=1 group=default" + entry.dropFirst(29), "no field group where it belongs"),
    (
      "entry A group=default group=default" + entry.dropFirst(21), "no field epoch where it belongs"
    ),
    ("entry A Group=default" + entry.dropFirst(21), "no field group where it belongs"),
    ("entry A group default" + entry.dropFirst(21), "no field group where it belongs"),
    ("entry A group" + entry.dropFirst(21), "no field group where it belongs"),
    (entry.with("group", ""), "a value of group that is not valid"),
    (entry.with("group", "-a"), "a value of group that is not valid"),
    (entry.with("group", "a/b"), "a value of group that is not valid"),
    (entry.with("group", "\u{e9}"), "a value of group that is not valid"),
    (entry.with("group", String(repeating: "g", count: 65)), "a value of group that is not valid"),
    (entry.with("epoch", ""), "a value of epoch that is not valid"),
    (entry.with("epoch", "0"), "a value of epoch that is not valid"),
    (entry.with("epoch", "01"), "a value of epoch that is not valid"),
    (entry.with("epoch", "+1"), "a value of epoch that is not valid"),
    (entry.with("epoch", "-1"), "a value of epoch that is not valid"),
    (entry.with("epoch", "1e3"), "a value of epoch that is not valid"),
    (entry.with("epoch", "\u{661}"), "a value of epoch that is not valid"),
    (entry.with("v", "1234567890123456789"), "a value of v that is not valid"),
    (entry.with("key", StoreLines.zeroes(79)), "a value of key that is not valid"),
    (entry.with("key", StoreLines.zeroes(81)), "a value of key that is not valid"),
    (entry.with("key", StoreLines.zeroes(80).dropLast() + "B"), "a value of key that is not valid"),
    (entry.with("key", StoreLines.zeroes(80).dropLast() + "-"), "a value of key that is not valid"),
    (entry.with("nonce", StoreLines.zeroes(23)), "a value of nonce that is not valid"),
    (entry.with("nonce", StoreLines.zeroes(24) + "="), "a value of nonce that is not valid"),
    (
      entry.with("nonce", "_" + StoreLines.zeroes(24).dropFirst()),
      "a value of nonce that is not valid"
    ),
    (entry.with("box", ""), "a value of box that is not valid"),
    (entry.with("box", StoreLines.zeroes(16)), "a value of box that is not valid"),
    (entry.with("box", StoreLines.zeroes(79)), "a value of box that is not valid"),
    (entry.with("box", StoreLines.zeroes(81)), "a value of box that is not valid"),
    (entry.with("box", StoreLines.zeroes(65536 + 144)), "a value of box that is not valid"),
    (entry.with("mbox", StoreLines.zeroes(4096 + 144)), "a value of mbox that is not valid"),
    (entry.with("by", StoreLines.zeroes(31)), "a value of by that is not valid"),
    (entry.with("sig", StoreLines.zeroes(63)), "a value of sig that is not valid"),
    (StoreLines.offer("O") + " " + StoreLines.signature, "more fields than its kind has"),
    (StoreLines.member().named("a b"), "no field group where it belongs"),
    (StoreLines.member().with("wrap", StoreLines.zeroes(47)), "a value of wrap that is not valid"),
    (StoreLines.member().with("wrap", StoreLines.zeroes(513)), "a value of wrap that is not valid"),
    (StoreLines.config.with("text", StoreLines.zeroes(65537)), "a value of text that is not valid"),
    (StoreLines.header.with("id", StoreLines.zeroes(15)), "a value of id that is not valid"),
    (StoreLines.header.with("id", StoreLines.zeroes(17)), "a value of id that is not valid"),
    (StoreLines.header + " x=1", "more fields than its kind has"),
  ]

  @Test(arguments: malformed)
  func `a line that is not exactly as the format says is refused`(line: String, reason: String) {
    let error = #expect(throws: StoreError.self) { try Self.parse(line) }
    guard case .damaged(let number, let found) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found == reason && (1...7).contains(number))
  }

  private static let wellFormed = [
    entry.named("_"), entry.named("a1_Z"), entry.named(String(repeating: "N", count: 128)),
    entry.with("group", "0"), entry.with("group", "a._@+-Z"),
    entry.with("group", String(repeating: "g", count: 64)),
    entry.with("epoch", "999999999999999999"), entry.with("v", "18446744073709"),
    entry.with("box", StoreLines.zeroes(144)), entry.with("box", StoreLines.zeroes(65536 + 80)),
    entry.with("mbox", StoreLines.zeroes(4096 + 80)),
    StoreLines.member().with("wrap", StoreLines.zeroes(512)),
    StoreLines.config.with("text", ""), StoreLines.config.with("text", StoreLines.zeroes(65536)),
  ]

  @Test(arguments: wellFormed)
  func `a line at a limit is read and written as it was`(line: String) throws {
    let store = try Self.parse(line)
    #expect(SampleStore.lines(store.bytes).contains(line))
  }

  @Test func `bytes that are not UTF-8 are refused wherever they stand`() throws {
    let bytes = SampleStore.file(StoreLines.whole)
    for index in bytes.indices {
      var changed = bytes
      changed[index] = 0xFF
      #expect(throws: StoreError.self) { try Store(path: "", bytes: changed) }
    }
  }
}
