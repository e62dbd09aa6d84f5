// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct DigestTests {
  /// The first is RFC 7693 appendix A; the others come from Python's hashlib.
  private static let vectors: [([UInt8], String)] = [
    (
      Array("abc".utf8),
      """
      ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1
      7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923
      """
    ),
    ([], "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"),
    (Array(0...255), "c2472c0ac37a8dbdb25f05ada0d82643"),
  ]

  @Test(arguments: vectors)
  func `is BLAKE2b of the length asked for`(message: [UInt8], hex: String) throws {
    let expected = bytes(hex: hex)
    #expect(Digest.blake2b(message, count: expected.count) == expected)
    let secret = try SecretBytes(copying: [1] + message + [2])
    let digest = Digest.blake2b(secret, 1..<message.count + 1, count: expected.count)
    #expect(digest == expected)
  }
}
