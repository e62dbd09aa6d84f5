// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import Testing

/// Whoever can write the file is the adversary: a pull request, a CI job, the child itself.
struct TamperingTests {
  private static let secrets = [("A", "alpha"), ("B", "beta")]

  private static func sample(
    _ secrets: [(String, String)] = secrets
  ) throws -> (lines: [String], identity: Identity) {
    let identity = try SampleStore.identity()
    return (SampleStore.lines(try SampleStore.bytes(secrets, identity: identity)), identity)
  }

  /// What is wrong with a file when it says anything but what was sealed; nil when nothing is.
  private static func deviation(_ bytes: [UInt8], _ identity: Identity) -> String? {
    guard let store = try? SampleStore.open(bytes, identity) else { return nil }
    for (name, value) in secrets {
      if let found = try? SampleStore.value(store, name), found != value {
        return "value of \(name)"
      }
      guard let details = try? store.details(of: name) else { continue }
      if details != SecretDetails(created: 1000) { return "details of \(name)" }
    }
    if let config = try? store.approvedConfig(), config.text != SampleStore.scopeFile {
      return "scope file"
    }
    return nil
  }

  @Test(arguments: 0..<8)
  func `a flip of any bit is refused or changes nothing`(bit: Int) throws {
    // One entry has every kind of byte, and some thirteen thousand files are enough for a test.
    let (lines, identity) = try Self.sample([("A", "alpha")])
    let bytes = SampleStore.file(lines)
    #expect(Self.deviation(bytes, identity) == nil)
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1 << UInt8(bit)
      if let deviation = Self.deviation(changed, identity) {
        Issue.record("byte \(index): another \(deviation)")
      }
    }
  }

  @Test func `a flip of any bit of an entry keeps exactly that entry from opening`() throws {
    let (lines, identity) = try Self.sample()
    let index = try #require(lines.firstIndex { $0.hasPrefix("entry A ") })
    let line = Array(lines[index].utf8)
    for position in line.indices {
      var changed = line
      changed[position] ^= 1
      var all = lines
      all[index] = String(decoding: changed, as: UTF8.self)
      guard let store = try? SampleStore.open(SampleStore.file(all), identity) else { continue }
      #expect(throws: StoreError.self) { try SampleStore.value(store, "A") }
      #expect(try SampleStore.value(store, "B") == "beta")
    }
  }

  @Test func `a file that is cut anywhere is refused`() throws {
    let bytes = SampleStore.file(try Self.sample().lines)
    for count in bytes.indices {
      #expect(throws: StoreError.self) { try Store(path: "", bytes: Array(bytes[..<count])) }
    }
  }

  @Test func `a file that lost any line but an entry is refused or opens nothing`() throws {
    let (lines, identity) = try Self.sample()
    for index in lines.indices {
      var all = lines
      let lost = all.remove(at: index)
      guard let store = try? SampleStore.open(SampleStore.file(all), identity) else { continue }
      for name in ["A", "B"] where !lost.hasPrefix("config") && !lost.hasPrefix("entry") {
        #expect(throws: StoreError.self) { try SampleStore.value(store, name) }
      }
    }
  }

  /// Edits of the lines of entries A and B, and what must come of reading A.
  private static let relocations: [(String, @Sendable (String, String) -> [String], Outcome)] = [
    ("swap the names", { [$0.named("B"), $1.named("A")] }, .altered),
    ("take the name", { a, b in [b.named("A")] }, .altered),
    ("raise the version", { [$0.with("v", "2"), $1] }, .altered),
    ("raise the epoch", { [$0.with("epoch", "2"), $1] }, .altered),
    ("change the group", { [$0.with("group", "other"), $1] }, .altered),
    ("swap the value boxes", { [$0.taking("box", $1), $1.taking("box", $0)] }, .altered),
    ("take box and nonce", { [$0.taking("box", $1).taking("nonce", $1), $1] }, .altered),
    (
      "take box, nonce and key",
      {
        [$0.taking("box", $1).taking("nonce", $1).taking("key", $1), $1]
      }, .altered
    ),
    ("take all but the name", { [$1.named("A"), $1] }, .altered),
    ("take the metadata", { [$0.taking("mbox", $1).taking("mnonce", $1), $1] }, .altered),
    (
      "swap value and metadata",
      {
        [
          $0.with("box", $0.field("mbox")).with("mbox", $0.field("box"))
            .with("nonce", $0.field("mnonce")).with("mnonce", $0.field("nonce")), $1,
        ]
      }, .altered
    ),
    ("take the signature", { [$0.taking("sig", $1), $1] }, .altered),
    ("name another signer", { [$0.with("by", StoreLines.zeroes(32)), $1] }, .untrusted),
    ("make it an offer", { a, b in [b, StoreLines.offer("A")] }, .missing),
    ("put B first", { [$1, $0] }, .opens),
  ]

  private enum Outcome { case altered, untrusted, missing, opens }

  @Test(arguments: relocations.indices)
  func `nothing of one entry can be used for another`(index: Int) throws {
    let (title, edit, outcome) = Self.relocations[index]
    var (lines, identity) = try Self.sample()
    let entries = lines.filter { $0.hasPrefix("entry ") }
    lines.removeAll { $0.hasPrefix("entry ") || $0 == "end" }
    lines += edit(entries[0], entries[1]) + ["end"]
    let store = try SampleStore.open(SampleStore.file(lines), identity)
    let line = try #require(lines.firstIndex { $0.hasPrefix("entry A ") || $0 == "end" }) + 1
    let expected: StoreError? =
      switch outcome {
      case .altered: .altered(record: "entry A", line: line)
      case .untrusted:
        .untrustedSigner(record: "entry A", line: line, signer: StoreLines.zeroes(32))
      case .missing: .noSecret(name: "A")
      case .opens: nil
      }
    if let expected {
      #expect(throws: expected, "\(title)") { try SampleStore.value(store, "A") }
      #expect(throws: expected, "\(title)") { _ = try store.details(of: "A") }
    } else {
      #expect(try SampleStore.value(store, "A") == "alpha")
    }
  }

  @Test func `a line of another store of the same owner does not open`() throws {
    let (lines, identity) = try Self.sample()
    let other = SampleStore.lines(
      try SampleStore.bytes([("A", "stale"), ("B", "stale")], identity: identity))
    for index in lines.indices.dropFirst() where lines[index] != "end" {
      var mixed = lines
      mixed[index] = other[index]
      let store = try SampleStore.open(SampleStore.file(mixed), identity)
      let title = String(mixed[index].prefix(while: { $0 != "=" }))
      if title.hasPrefix("config") {
        #expect(throws: StoreError.altered(record: "config", line: index + 1)) {
          try store.approvedConfig()
        }
      } else {
        #expect(throws: StoreError.self, "\(title)") {
          _ = try (SampleStore.value(store, "A"), SampleStore.value(store, "B"))
        }
      }
    }
  }

  @Test func `a header of another store opens nothing`() throws {
    var (lines, identity) = try Self.sample()
    lines[0] = StoreLines.header
    let store = try SampleStore.open(SampleStore.file(lines), identity)
    #expect(throws: StoreError.altered(record: "entry A", line: 5)) {
      try SampleStore.value(store, "A")
    }
    #expect(throws: StoreError.altered(record: "config", line: 4)) { try store.approvedConfig() }
  }

  @Test func `a scope file with another digest or text is refused`() throws {
    let (lines, identity) = try Self.sample()
    let index = try #require(lines.firstIndex { $0.hasPrefix("config ") })
    let other = StoreLines.zeroes(3)
    for changed in [
      lines[index].with("text", other), lines[index].with("digest", StoreLines.zeroes(32)),
    ] {
      var all = lines
      all[index] = changed
      let store = try SampleStore.open(SampleStore.file(all), identity)
      #expect(throws: StoreError.altered(record: "config", line: index + 1)) {
        try store.approvedConfig()
      }
    }
  }
}

extension String {
  /// The line with a field as another line has it.
  fileprivate func taking(_ key: String, _ other: String) -> String { with(key, other.field(key)) }
}
