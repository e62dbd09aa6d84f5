// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct AuthenticatedBoxTests {
  private static let key = Array(0x80...0x9F as ClosedRange<UInt8>)
  private static let nonce = Array(0x40...0x57 as ClosedRange<UInt8>)
  private static let context = bytes(hex: "50515253c0c1c2c3c4c5c6c7")

  /// draft-irtf-cfrg-xchacha-03 appendix A.3.1, padded.
  ///
  /// Its ciphertext is the beginning of the box, because the padding follows the plaintext. The rest comes from an
  /// independent program that also gives the draft's own authenticator.
  @Test func `seals as the published vector does`() throws {
    let plain = """
      Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
      sunscreen would be it.
      """
    let expected = bytes(
      hex: """
        bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb
        731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452
        2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9
        21f9664c97637da9768812f615c68b13b52e4a33b60f72469a9bbfb32b593597
        36235341cf0521d5d98fe36a523ee2e0
        """)
    let box = try seal(Array(plain.utf8))
    #expect(box == expected)
    let opened = try open(box)
    #expect(opened == Array(plain.utf8))
  }

  @Test(arguments: [(0, 64), (1, 64), (63, 64), (64, 128), (65, 128), (127, 128), (128, 192)])
  func `a box shows the length in steps of 64 bytes only`(count: Int, padded: Int) throws {
    let plain = [UInt8](repeating: 0x80, count: count)
    let box = try seal(plain)
    #expect(box.count == padded + AuthenticatedBox.overhead)
    #expect(try open(box) == plain)
  }

  @Test func `zeroes at the end of a value stay`() throws {
    let plain: [UInt8] = [1, 0x80, 0, 0]
    #expect(try open(seal(plain)) == plain)
  }

  @Test func `a change of one bit in box, nonce or context does not open`() throws {
    let box = try seal([1, 2, 3])
    for bit in 0..<box.count * 8 { refuse(flipped(box, bit), Self.nonce, Self.context) }
    for bit in 0..<Self.nonce.count * 8 { refuse(box, flipped(Self.nonce, bit), Self.context) }
    for bit in 0..<Self.context.count * 8 { refuse(box, Self.nonce, flipped(Self.context, bit)) }
    for count in box.indices { refuse(Array(box[..<count]), Self.nonce, Self.context) }
    refuse(box, Self.nonce, Self.context + [0])
  }

  @Test func `keys and nonces of another length are refused`() throws {
    let content = try SecretBytes(count: 1)
    let key = try SecretBytes(copying: Self.key)
    let short = try SecretBytes(count: 31)
    #expect(throws: SecretMemoryError.wrongKeyLength) {
      try AuthenticatedBox.seal(content, key: short, nonce: Self.nonce, context: [])
    }
    #expect(throws: SecretMemoryError.wrongKeyLength) {
      try AuthenticatedBox.seal(content, key: key, nonce: [0], context: [])
    }
    let box = [UInt8](repeating: 0, count: 80)
    #expect(throws: SecretMemoryError.wrongKeyLength) {
      _ = try AuthenticatedBox.open(box, key: key, nonce: [], context: []).count
    }
  }

  private func seal(_ plain: [UInt8]) throws -> [UInt8] {
    try AuthenticatedBox.seal(
      SecretBytes(copying: plain), key: SecretBytes(copying: Self.key), nonce: Self.nonce,
      context: Self.context)
  }

  private func open(_ box: [UInt8]) throws -> [UInt8] {
    let key = try SecretBytes(copying: Self.key)
    return plainBytes(
      try AuthenticatedBox.open(box, key: key, nonce: Self.nonce, context: Self.context))
  }

  private func refuse(_ box: [UInt8], _ nonce: [UInt8], _ context: [UInt8]) {
    #expect(throws: SecretMemoryError.notAuthentic) {
      let key = try SecretBytes(copying: Self.key)
      _ = try AuthenticatedBox.open(box, key: key, nonce: nonce, context: context).count
    }
  }

  private func flipped(_ bytes: [UInt8], _ bit: Int) -> [UInt8] {
    var bytes = bytes
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    return bytes
  }
}
