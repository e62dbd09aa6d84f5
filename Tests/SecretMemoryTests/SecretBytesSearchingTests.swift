// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct SecretBytesSearchingTests {
  @Test func `a byte is counted wherever it stands`() throws {
    let bytes = (0..<40_000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }
    let secret = try SecretBytes(copying: bytes)
    for range in [0..<0, 0..<1, 0..<31, 1..<33, 5..<40_000, 3..<8200, 39_999..<40_000] {
      for byte: UInt8 in [0, 10, 255] {
        #expect(secret.count(of: byte, in: range) == bytes[range].count { $0 == byte })
        #expect(secret.lastIndex(of: byte, in: range) == bytes[range].lastIndex(of: byte))
      }
    }
    let same = try SecretBytes(copying: [UInt8](repeating: 7, count: 20_001))
    #expect(same.count(of: 7, in: 0..<20_001) == 20_001)
  }

  @Test func `what is not kept is wiped`() throws {
    for range in [0..<0, 0..<10, 3..<7, 6..<10, 9..<10] {
      var secret = try SecretBytes(copying: Array(1...10))
      secret.keepOnly(range)
      let kept = (0..<10).map { secret[$0] }
      #expect(kept == range.map { UInt8($0 + 1) } + [UInt8](repeating: 0, count: 10 - range.count))
    }
  }
}
