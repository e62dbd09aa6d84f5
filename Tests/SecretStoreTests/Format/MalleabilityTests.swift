// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import Testing

/// Whatever is read is written back as the same records, so no two files mean one store but by their order.
@Suite(.timeLimit(.minutes(10)))
struct MalleabilityTests {
  /// A merged file: two branches added lines, and somebody left an offer.
  private static func sample() throws -> [UInt8] {
    let lines = SampleStore.lines(
      try SampleStore.bytes([("B", "b"), ("A", "a"), ("C", "c")], identity: SampleStore.identity()))
    let records = lines.dropLast().filter { !$0.hasPrefix("entry ") }
    let entries = lines.filter { $0.hasPrefix("entry ") }.reversed()
    return SampleStore.file(records + entries + [StoreLines.offer("A"), StoreLines.end])
  }

  @Test(arguments: 0..<8)
  func `a damaged store is refused or holds the same records when it is written`(seed: Int) throws {
    var numbers = RepeatableNumbers(seed: seed)
    let whole = try Self.sample()
    var accepted = 0
    for _ in 0..<600 {
      let bytes = Mutation.mutate(whole, with: &numbers)
      guard let store = try? Store(path: "", bytes: bytes) else { continue }
      accepted += 1
      let written = store.bytes
      let isSame = SampleStore.lines(written).sorted() == SampleStore.lines(bytes).sorted()
      let again = try Store(path: "", bytes: written).bytes
      if !isSame || again != written || bytes.count != written.count {
        Issue.record("seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
      }
    }
    #expect(accepted > 0)
  }

  /// Files at the limit that would take long if anything were read twice.
  private static let tedious: [(String, String)] = [
    ("line ends", "\n"), ("blanks", " "), ("zeroes", "\0"), ("kinds", "entry "),
    ("short lines", "end\n"), ("headers", "secrun-store 1 "), ("groups", StoreLines.group() + "\n"),
    ("offers", StoreLines.offer("A") + "\n"), ("entries", StoreLines.entry("A") + "\n"),
  ]

  @Test(arguments: tedious)
  func `a file at the limit is refused without delay`(title: String, piece: String) {
    let head = Array((StoreLines.header + "\n").utf8)
    let piece = Array(piece.utf8)
    var bytes = head
    while bytes.count + piece.count <= StoreLimits.file { bytes += piece }
    #expect(throws: StoreError.self) { try Store(path: "", bytes: bytes) }
  }

  @Test func `as many entries as may be are read in any order`() throws {
    var names = (0..<StoreLimits.entries).map { "E\($0)" }
    var numbers = RepeatableNumbers(seed: 1)
    names.shuffle(using: &numbers)
    let entries = names.map { StoreLines.entry($0) }
    let bytes = SampleStore.file([StoreLines.header] + entries + [StoreLines.end])
    #expect(try Store(path: "", bytes: bytes).names == names)
  }
}
