// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct KeyedHashTests {
  @Test func `a digest confirms the same bytes and no others`() throws {
    let hash = try KeyedHash()
    let text = try SecretBytes(copying: Array("some bytes, some bytes".utf8))
    var table = try SecretBytes(count: 48)
    hash.write(digestOf: text, 0..<10, to: &table, at: 16)
    #expect(hash.confirms(text, 0..<10, digestAt: 16, of: table) == true)
    #expect(hash.confirms(text, 12..<22, digestAt: 16, of: table) == true)
    #expect(hash.confirms(text, 0..<11, digestAt: 16, of: table) == false)
    #expect(hash.confirms(text, 1..<11, digestAt: 16, of: table) == false)
    #expect(hash.confirms(text, 0..<10, digestAt: 17, of: table) == false)
  }

  @Test func `another key gives another digest`() throws {
    let text = try SecretBytes(copying: [1, 2, 3])
    var table = try SecretBytes(count: 16)
    try KeyedHash().write(digestOf: text, 0..<3, to: &table, at: 0)
    #expect(try KeyedHash().confirms(text, 0..<3, digestAt: 0, of: table) == false)
  }

  @Test func `random bytes differ`() throws {
    var first = try SecretBytes(count: 32)
    var second = try SecretBytes(count: 32)
    first.fillRandomly()
    second.fillRandomly()
    #expect(first.isEqual(to: second) == false)
  }
}
