// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import Testing

struct IdentityFileTests {
  private static func text() throws -> [UInt8] {
    let seed = try SecretBytes(copying: [UInt8](repeating: 1, count: 32))
    return try plainBytes(IdentityFile.text(seed: seed))
  }

  private static func read(_ bytes: [UInt8]) throws -> Identity {
    try IdentityFile.identity(in: SecretBytes(copying: bytes), source: "here")
  }

  @Test func `has a line for the form, one for the seed and one for the checksum`() throws {
    let lines = SampleStore.lines(try Self.text())
    #expect(lines.count == 3 && lines[0] == "secrun-identity 1")
    #expect(lines[1] == "seed AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE")
    #expect(lines[2].hasPrefix("checksum ") && lines[2].count == 9 + 22)
  }

  @Test func `opens what its seed opens, with or without the last line end`() throws {
    let bytes = try SampleStore.bytes(identity: SampleStore.identity(1))
    for text in [try Self.text(), try Self.text().dropLast()] {
      let store = try SampleStore.open(bytes, Self.read(text))
      #expect(try SampleStore.value(store, "A") == "alpha")
    }
  }

  @Test func `a change of any bit is refused`() throws {
    let text = try Self.text()
    for index in text.indices {
      for bit in 0..<8 as Range<UInt8> {
        var changed = text
        changed[index] ^= 1 << bit
        let error = #expect(throws: StoreError.self) { try Self.read(changed) }
        let expected: [StoreError] =
          switch index {
          case ..<16: [.notAnIdentity(source: "here")]
          case 16: [.identityDamaged(source: "here"), .identityIsNewer(source: "here")]
          default: [.identityDamaged(source: "here")]
          }
        #expect(error.map(expected.contains) == true, "byte \(index), bit \(bit): \(error as Any)")
      }
    }
  }

  @Test func `a text that is cut anywhere or goes on is refused`() throws {
    let text = try Self.text()
    for count in 0..<text.count - 1 {
      #expect(throws: StoreError.self) { try Self.read(Array(text[..<count])) }
    }
    for more in ["\n", " ", "\r\n", "x", "checksum x\n"] {
      #expect(throws: StoreError.identityDamaged(source: "here")) {
        try Self.read(text + Array(more.utf8))
      }
    }
  }

  private static let heads: [(String, StoreError)] = [
    ("", .notAnIdentity(source: "here")),
    ("AGE-SECRET-KEY-1", .notAnIdentity(source: "here")),
    ("secrun-store 1 id=", .notAnIdentity(source: "here")),
    ("secrun-identity", .notAnIdentity(source: "here")),
    ("\u{feff}secrun-identity 1\n", .notAnIdentity(source: "here")),
    ("secrun-identity 1", .identityDamaged(source: "here")),
    ("secrun-identity 1\r\n", .identityDamaged(source: "here")),
    ("secrun-identity 1\n", .identityDamaged(source: "here")),
    ("secrun-identity 1 \n", .identityDamaged(source: "here")),
    ("secrun-identity \n", .identityIsNewer(source: "here")),
    ("secrun-identity x\n", .identityIsNewer(source: "here")),
    ("secrun-identity 0\n", .identityIsNewer(source: "here")),
    ("secrun-identity 01\n", .identityIsNewer(source: "here")),
    ("secrun-identity 2\n", .identityIsNewer(source: "here")),
    ("secrun-identity 2", .identityIsNewer(source: "here")),
    ("secrun-identity 12 anything\nat all", .identityIsNewer(source: "here")),
  ]

  @Test(arguments: heads)
  func `the first line tells damage from a later version and from something else`(
    text: String, expected: StoreError
  ) {
    #expect(throws: expected) { try Self.read(Array(text.utf8)) }
  }

  @Test(arguments: [
    "", "seed \n", "seed AAAA\n", "kez AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE\n",
    "seed AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n",
    "seed AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQF\n",
    "seed AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB\n",
    "seed AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE\nseed AAAA\n",
  ])
  func `a right checksum over a wrong seed is refused`(line: String) throws {
    let body = Array("secrun-identity 1\n\(line)".utf8)
    let checksum = Base64.encode(Digest.blake2b(body, count: 16))
    let text = body + Array("checksum ".utf8) + checksum + [10]
    #expect(throws: StoreError.identityDamaged(source: "here")) { try Self.read(text) }
  }
}
