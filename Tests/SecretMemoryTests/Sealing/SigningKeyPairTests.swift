// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct SigningKeyPairTests {
  struct Vector: Sendable {
    let seed, publicKey, message, signature: String
  }

  /// RFC 8032 §7.1, tests 1 to 3.
  private static let vectors = [
    Vector(
      seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      message: "",
      signature: """
        e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155
        5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
        """),
    Vector(
      seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      message: "72",
      signature: """
        92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da
        085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
        """),
    Vector(
      seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      message: "af82",
      signature: """
        6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac
        18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
        """),
  ]

  @Test(arguments: vectors)
  func `signs as the published vectors do`(vector: Vector) throws {
    let keys = try SigningKeyPair(seed: SecretBytes(copying: bytes(hex: vector.seed)))
    #expect(keys.publicKey == bytes(hex: vector.publicKey))
    let message = bytes(hex: vector.message)
    let signature = keys.signature(of: message)
    #expect(signature == bytes(hex: vector.signature))
    #expect(SigningKeyPair.isValid(signature, of: message, by: keys.publicKey))
  }

  @Test func `a change of one bit anywhere is not valid`() throws {
    let keys = try SigningKeyPair(seed: RandomBytes.secret(32))
    let message = Array("message".utf8)
    let signature = keys.signature(of: message)
    for bit in 0..<signature.count * 8 {
      #expect(!SigningKeyPair.isValid(flipped(signature, bit), of: message, by: keys.publicKey))
    }
    for bit in 0..<message.count * 8 {
      #expect(!SigningKeyPair.isValid(signature, of: flipped(message, bit), by: keys.publicKey))
    }
    for bit in 0..<keys.publicKey.count * 8 {
      #expect(!SigningKeyPair.isValid(signature, of: message, by: flipped(keys.publicKey, bit)))
    }
  }

  @Test func `a second form of a signature is not valid`() throws {
    let keys = try SigningKeyPair(seed: SecretBytes(copying: bytes(hex: Self.vectors[0].seed)))
    // S + L, which satisfies the equation too; RFC 8032 §5.1.7 demands S < L.
    let order = bytes(hex: "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
    var signature = keys.signature(of: [])
    var carry = 0
    for index in order.indices {
      let sum = Int(signature[32 + index]) + Int(order[index]) + carry
      signature[32 + index] = UInt8(truncatingIfNeeded: sum)
      carry = sum >> 8
    }
    #expect(!SigningKeyPair.isValid(signature, of: [], by: keys.publicKey))
  }

  @Test func `keys and signatures of another length are refused`() throws {
    let keys = try SigningKeyPair(seed: RandomBytes.secret(32))
    let signature = keys.signature(of: [])
    #expect(!SigningKeyPair.isValid(signature.dropLast() + [], of: [], by: keys.publicKey))
    #expect(!SigningKeyPair.isValid(signature + [0], of: [], by: keys.publicKey))
    #expect(!SigningKeyPair.isValid(signature, of: [], by: keys.publicKey.dropLast() + []))
    #expect(!SigningKeyPair.isValid([], of: [], by: []))
    #expect(throws: SecretMemoryError.wrongKeyLength) {
      _ = try SigningKeyPair(seed: SecretBytes(count: 31)).publicKey
    }
  }

  private func flipped(_ bytes: [UInt8], _ bit: Int) -> [UInt8] {
    var bytes = bytes
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    return bytes
  }
}
