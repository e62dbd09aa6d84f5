// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct PassphraseKeyTests {
  private static let salt = [UInt8](0..<16)
  private static let cost = PassphraseKey.Cost(passes: 2, memory: 64)

  private static func key(
    _ passphrase: String, salt: [UInt8] = salt, cost: PassphraseKey.Cost = cost
  ) throws -> [UInt8] {
    try plainBytes(
      PassphraseKey.derive(
        SecretBytes(copying: Array(passphrase.utf8)), salt: salt, cost: cost))
  }

  @Test func `depends on passphrase, salt and cost`() throws {
    let first = try Self.key("correct horse")
    #expect(first.count == 32)
    #expect(try Self.key("correct horse") == first)
    let others = [
      try Self.key("correct horsf"), try Self.key(""),
      try Self.key("correct horse", salt: [UInt8](1..<17)),
      try Self.key("correct horse", cost: .init(passes: 3, memory: 64)),
      try Self.key("correct horse", cost: .init(passes: 2, memory: 65)),
    ]
    #expect(Set(others + [first]).count == 6)
  }

  @Test(arguments: [
    (2, 64, true), (10, 1024, true), (3, 256, true), (1, 64, false), (0, 64, false),
    (-1, 64, false),
    (11, 64, false), (2, 63, false), (2, 1025, false), (2, 0, false), (.max, .max, false),
  ])
  func `a cost is accepted within its bounds only`(passes: Int, memory: Int, accepted: Bool) {
    let cost = PassphraseKey.Cost(passes: passes, memory: memory)
    #expect(cost.isAcceptable == accepted)
    guard !accepted else { return }
    #expect(throws: SecretMemoryError.wrongKeyLength) { try Self.key("a", cost: cost) }
  }

  @Test func `a salt has its length`() {
    #expect(throws: SecretMemoryError.wrongKeyLength) { try Self.key("a", salt: [1, 2, 3]) }
  }
}
