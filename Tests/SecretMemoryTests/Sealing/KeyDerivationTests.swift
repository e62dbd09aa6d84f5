// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct KeyDerivationTests {
  /// Keyed BLAKE2b with the purpose as salt and `secrunv1` as personalisation, from Python's hashlib.
  private static let vectors: [(UInt64, String)] = [
    (1, "d4707450e44d4858149a7fad22b6ecdec42cf1f1bcbfb151831b435b3fac18bd"),
    (2, "070ab8142aff72272af2ff4f23a271ed757e7a39150c955e9bcdff630712ad13"),
    (3, "5458487666cce64eaa6eecf5e33b93c7954e6ce36132514e182c07ef2ba9a4bd"),
  ]

  @Test(arguments: vectors)
  func `gives each purpose its own key`(purpose: UInt64, hex: String) throws {
    let seed = try SecretBytes(copying: Array(0..<32))
    let key = try plainBytes(seed.derivedKey(purpose))
    #expect(key == bytes(hex: hex))
  }

  @Test(arguments: [0, 31, 33, 64])
  func `a master key of another length is refused`(count: Int) throws {
    let seed = try SecretBytes(count: count)
    #expect(throws: SecretMemoryError.wrongKeyLength) { _ = try seed.derivedKey(1).count }
  }
}
