// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct EncryptionKeyPairTests {
  /// RFC 7748 §6.1.
  private static let vectors = [
    (
      "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
      "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    ),
    (
      "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
      "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
    ),
  ]

  @Test(arguments: vectors)
  func `derives the public half of the published vectors`(secret: String, shown: String) throws {
    let keys = try EncryptionKeyPair(secretKey: SecretBytes(copying: bytes(hex: secret)))
    #expect(keys.publicKey == bytes(hex: shown))
    #expect(plainBytes(keys.secretKey) == bytes(hex: secret))
  }

  @Test(arguments: [0, 31, 33])
  func `a key of another length is refused`(count: Int) {
    #expect(throws: SecretMemoryError.wrongKeyLength) {
      _ = try EncryptionKeyPair(secretKey: SecretBytes(count: count)).publicKey
    }
  }

  @Test func `random pairs differ`() throws {
    let first = try EncryptionKeyPair.random()
    let second = try EncryptionKeyPair.random()
    #expect(first.publicKey != second.publicKey)
  }
}
