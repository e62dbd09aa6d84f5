// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct SecretPhaseTests {
  private struct Refused: Error, Equatable {}

  @Test func `hands back the result`() throws {
    let sum = try SecretPhase.run(failed: { $0 }) { () throws(SecretMemoryError) -> Int in
      let secret = try SecretBytes(copying: [1, 2, 3])
      return secret.withSpan { bytes in bytes.indices.reduce(0) { $0 + Int(bytes[$1]) } }
    }
    #expect(sum == 6)
  }

  @Test func `hands back the error`() {
    #expect(throws: Refused()) {
      try SecretPhase.run(failed: { _ in Refused() }) { () throws(Refused) in throw Refused() }
    }
  }

  @Test func `may use a good part of its stack`() throws {
    func depth(_ left: Int) -> Int { left == 0 ? 0 : 1 + depth(left - 1) }
    let reached = try SecretPhase.run(failed: { $0 }) { () throws(SecretMemoryError) -> Int in
      depth(2000)
    }
    #expect(reached == 2000)
  }
}
