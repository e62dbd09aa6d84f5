// SPDX-License-Identifier: Apache-2.0

import SecretStore
import Testing

/// What is well formed; the records themselves are the business of `RecordReaderTests`.
struct StoreDocumentTests {
  private typealias Lines = StoreLines

  private static func parse(_ text: String) throws -> Store {
    try Store(path: "", bytes: Array(text.utf8))
  }

  private static func parse(_ lines: [String]) throws -> Store {
    try Store(path: "", bytes: SampleStore.file(lines))
  }

  @Test func `a store with one record of each kind is well formed and comes back the same`() throws
  {
    let store = try Self.parse(Lines.whole)
    #expect(SampleStore.lines(store.bytes) == Lines.whole)
    #expect(store.names == ["A"] && store.hasConfig)
  }

  @Test func `an empty store is well formed`() throws {
    let store = try Self.parse([Lines.header, Lines.end])
    #expect(store.names.isEmpty && !store.hasConfig)
  }

  private static let heads: [(String, StoreError)] = [
    ("", .truncated),
    ("s", .notAStore),
    ("secrun-store", .notAStore),
    ("secrun-store\n", .notAStore),
    ("Secrun-store 1 id=x\n", .notAStore),
    ("\u{feff}secrun-store 1\n", .notAStore),
    ("\nsecrun-store 1\n", .notAStore),
    ("{}\n", .notAStore),
    ("secrun-store 1", .truncated),
    ("secrun-store 1 id=AAAAAAAAAAAAAAAAAAAAAA", .truncated),
    ("secrun-store 1\n", .damaged(line: 1, reason: "fewer fields than its kind has")),
    ("secrun-store \n", .damaged(line: 1, reason: "a name that is not valid")),
    ("secrun-store x\n", .damaged(line: 1, reason: "a name that is not valid")),
    ("secrun-store 0 id=\n", .damaged(line: 1, reason: "a name that is not valid")),
    ("secrun-store 01 id=\n", .damaged(line: 1, reason: "a name that is not valid")),
    ("secrun-store -1 id=\n", .damaged(line: 1, reason: "a name that is not valid")),
    ("secrun-store 2", .newerVersion("2")),
    ("secrun-store 2 and whatever comes", .newerVersion("2")),
    ("secrun-store 10\nx", .newerVersion("10")),
    ("secrun-store 1234567890 id=\(StoreLines.zeroes(16))\nend\n", .newerVersion("1234567890")),
  ]

  @Test(arguments: heads)
  func `the first line decides what a file is`(text: String, expected: StoreError) {
    #expect(throws: expected) { try Self.parse(text) }
  }

  private static let orders: [([String], StoreError)] = [
    ([Lines.header], .truncated),
    ([Lines.header, Lines.group()], .truncated),
    ([Lines.header, Lines.header, Lines.end], outOfPlace(2)),
    ([Lines.header, Lines.member(), Lines.group(), Lines.end], outOfPlace(3)),
    ([Lines.header, Lines.config, Lines.member(), Lines.end], outOfPlace(3)),
    ([Lines.header, Lines.entry("A"), Lines.config, Lines.end], outOfPlace(3)),
    ([Lines.header, Lines.offer("A"), Lines.entry("B"), Lines.end], outOfPlace(3)),
    ([Lines.header, Lines.end, Lines.end], .damaged(line: 3, reason: "a line after the end")),
    (
      [Lines.header, Lines.end, Lines.entry("A")],
      .damaged(line: 3, reason: "a line after the end")
    ),
    (
      [Lines.header, Lines.config, Lines.config, Lines.end],
      .doubled(record: "config", line: 3, first: 2)
    ),
    (
      [Lines.header, Lines.group("b"), Lines.group("a"), Lines.group("b"), Lines.end],
      twice("group b", 4)
    ),
    (
      [Lines.header, Lines.entry("B"), Lines.entry("A"), Lines.entry("B"), Lines.end],
      twice("entry B", 4)
    ),
    (
      [Lines.header, Lines.entry("A"), Lines.entry("A", group: "g"), Lines.end], twice("entry A", 3)
    ),
    ([Lines.header, Lines.member("a"), Lines.member("a"), Lines.end], twice("member a", 3)),
  ]

  private static func outOfPlace(_ line: Int) -> StoreError {
    .damaged(line: line, reason: "a record out of its place")
  }

  private static func twice(_ record: String, _ line: Int) -> StoreError {
    .doubled(record: record, line: line, first: 2)
  }

  @Test(arguments: ["<<<<<<< HEAD", "||||||| base", "=======", ">>>>>>> theirs"])
  func `what git leaves in a conflict is called that`(mark: String) {
    #expect(throws: StoreError.mergeConflict(line: 3)) {
      try Self.parse([Lines.header, Lines.entry("A"), mark, Lines.entry("B"), Lines.end])
    }
  }

  @Test(arguments: orders)
  func `records out of place, twice or missing are refused`(
    lines: [String], expected: StoreError
  ) {
    #expect(throws: expected) { try Self.parse(lines) }
  }

  @Test func `what merging by union gives is read in any order and written in one`() throws {
    let merged = [
      Lines.header, Lines.group("b"), Lines.group("a"), Lines.member("y", group: "b"),
      Lines.member("x", group: "b"), Lines.member("x", group: "a"), Lines.config,
      Lines.entry("C", group: "a"), Lines.entry("A", group: "b"), Lines.entry("B", group: "a"),
      Lines.end,
    ]
    let sorted = [
      Lines.header, Lines.group("a"), Lines.group("b"), Lines.member("x", group: "a"),
      Lines.member("x", group: "b"), Lines.member("y", group: "b"), Lines.config,
      Lines.entry("B", group: "a"), Lines.entry("C", group: "a"), Lines.entry("A", group: "b"),
      Lines.end,
    ]
    let store = try Self.parse(merged)
    #expect(store.names == ["C", "A", "B"])
    #expect(SampleStore.lines(store.bytes) == sorted)
    #expect(try Self.parse(sorted).bytes == store.bytes)
  }

  @Test func `names that differ in case only are two, and any number of offers may share a name`()
    throws
  {
    let lines = [
      Lines.header, Lines.entry("A"), Lines.entry("a"), Lines.offer("A"), Lines.offer("a"),
      Lines.offer("A"), Lines.end,
    ]
    #expect(try Self.parse(lines).names == ["A", "a"])
  }

  private static let limits: [(String, Int, @Sendable (Int) -> String)] = [
    ("group", StoreLimits.groups, { StoreLines.group("g\($0)") }),
    ("member", StoreLimits.members, { StoreLines.member("m\($0)") }),
    ("entry", StoreLimits.entries, { StoreLines.entry("E\($0)") }),
    ("offer", StoreLimits.offers, { StoreLines.offer("O\($0)") }),
  ]

  @Test(arguments: limits.indices)
  func `a store may hold so many records of a kind and no more`(index: Int) throws {
    let (kind, limit, line) = Self.limits[index]
    let records = (0..<limit).map(line)
    _ = try Self.parse([Lines.header] + records + [Lines.end])
    #expect(throws: StoreError.overLimit("the number of \(kind) records")) {
      try Self.parse([Lines.header] + records + [line(limit), Lines.end])
    }
  }

  @Test func `a file and a line may be so long and no longer`() throws {
    let file = [UInt8](repeating: 0x78, count: StoreLimits.file)
    #expect(throws: StoreError.notAStore) { try Store(path: "", bytes: file) }
    #expect(throws: StoreError.overLimit("the file")) { try Store(path: "", bytes: file + [10]) }
    let line = String(repeating: "x", count: StoreLimits.line)
    #expect(throws: StoreError.damaged(line: 2, reason: "an unknown kind of record")) {
      try Self.parse([Lines.header, line])
    }
    #expect(throws: StoreError.overLimit("line 2")) { try Self.parse([Lines.header, line + "x"]) }
  }
}
