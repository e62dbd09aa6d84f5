// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct SealedBoxTests {
  @Test(arguments: [0, 1, 32, 1000])
  func `what was sealed for a key opens with it`(count: Int) throws {
    let keys = try EncryptionKeyPair.random()
    let secret = try RandomBytes.secret(count)
    let box = try SealedBox.seal(secret, to: keys.publicKey)
    #expect(box.count == count + SealedBox.overhead)
    let opened = try SealedBox.open(box, with: keys)
    #expect(plainBytes(opened) == plainBytes(secret))
  }

  @Test func `the same secret never gives the same box`() throws {
    let keys = try EncryptionKeyPair.random()
    let secret = try RandomBytes.secret(32)
    let first = try SealedBox.seal(secret, to: keys.publicKey)
    #expect(try SealedBox.seal(secret, to: keys.publicKey) != first)
  }

  @Test func `another key does not open it`() throws {
    let box = try SealedBox.seal(RandomBytes.secret(32), to: EncryptionKeyPair.random().publicKey)
    let other = try EncryptionKeyPair.random()
    #expect(throws: SecretMemoryError.notAuthentic) {
      _ = try SealedBox.open(box, with: other).count
    }
  }

  @Test func `a change of one bit or of the length does not open`() throws {
    let keys = try EncryptionKeyPair.random()
    let box = try SealedBox.seal(RandomBytes.secret(2), to: keys.publicKey)
    var changed: [[UInt8]] = [[], box + [0]] + box.indices.map { Array(box[..<$0]) }
    for bit in 0..<box.count * 8 {
      var box = box
      box[bit / 8] ^= 1 << UInt8(bit % 8)
      changed.append(box)
    }
    for box in changed {
      #expect(throws: SecretMemoryError.notAuthentic) {
        _ = try SealedBox.open(box, with: keys).count
      }
    }
  }

  @Test func `a key that gives no secrecy is refused`() throws {
    let secret = try RandomBytes.secret(32)
    let lowOrder = [UInt8](repeating: 0, count: 32)
    #expect(throws: SecretMemoryError.notAuthentic) { try SealedBox.seal(secret, to: lowOrder) }
    #expect(throws: SecretMemoryError.wrongKeyLength) { try SealedBox.seal(secret, to: [9]) }
  }
}
