// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls
import Testing

struct SecretInputTests {
  @Test(arguments: [0, 1, 4096, 65535, 65536])
  func `gives the whole secret once, and ends`(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    let input = try SecretInput.make(SecretBytes(copying: bytes))
    #expect(try everything(from: input) == bytes)
    #expect(try everything(from: input) == [])
  }
}
