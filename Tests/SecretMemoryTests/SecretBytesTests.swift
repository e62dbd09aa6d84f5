// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct SecretBytesTests {
  @Test(arguments: [0, 1, 15, 16, 17, 4096, 300_000])
  func `holds what was copied in, and starts at zero`(count: Int) throws {
    var secret = try SecretBytes(count: count)
    #expect((0..<count).allSatisfy { secret[$0] == 0 })
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 1) }
    secret.replace(at: 0, with: bytes)
    #expect((0..<count).allSatisfy { secret[$0] == bytes[$0] })
  }

  @Test func `a freed block comes back as zeroes`() throws {
    for _ in 0..<3 {
      var secret = try SecretBytes(count: 1000)
      #expect((0..<1000).allSatisfy { secret[$0] == 0 })
      secret.replace(at: 0, with: [UInt8](repeating: 0xAA, count: 1000))
    }
  }

  @Test func `truncating wipes the rest`() throws {
    var secret = try SecretBytes(copying: Array("secret value".utf8))
    secret.truncate(to: 6)
    #expect(secret.count == 6)
    #expect(try secret.isEqual(to: SecretBytes(copying: Array("secret".utf8))))
  }

  @Test func `equality looks at every byte and the length`() throws {
    let secret = try SecretBytes(copying: [1, 2, 3])
    #expect(try secret.isEqual(to: SecretBytes(copying: [1, 2, 3])))
    #expect(try !secret.isEqual(to: SecretBytes(copying: [1, 2, 4])))
    #expect(try !secret.isEqual(to: SecretBytes(copying: [1, 2])))
  }

  @Test func `a copy of a part is its own`() throws {
    var secret = try SecretBytes(copying: Array("0123456789".utf8))
    let part = try secret.copy(of: 2..<5)
    secret.wipe()
    #expect(try part.isEqual(to: SecretBytes(copying: Array("234".utf8))))
  }

  @Test func `many blocks of many sizes do not disturb each other`() throws {
    var generator = SystemRandomNumberGenerator()
    var kept: [(SharedSecret, UInt8)] = []
    for _ in 0..<2000 {
      if !kept.isEmpty, Bool.random(using: &generator) {
        let (secret, byte) = kept.remove(at: Int.random(in: 0..<kept.count, using: &generator))
        #expect((0..<secret.bytes.count).allSatisfy { secret.bytes[$0] == byte })
      } else {
        let byte = UInt8.random(in: 1...255, using: &generator)
        let count = Int.random(in: 1...3000, using: &generator)
        var secret = try SecretBytes(count: count)
        #expect((0..<count).allSatisfy { secret[$0] == 0 })
        secret.replace(at: 0, with: [UInt8](repeating: byte, count: count))
        kept.append((SharedSecret(secret), byte))
      }
    }
  }

  @Test func `tables are kept apart from values`() throws {
    let table = try SecretBytes(count: 100_000, for: .tables)
    #expect(table.count == 100_000)
    let value = try SecretBytes(count: 10)
    #expect(value.count == 10)
    #expect(SecretArena.protection != nil)
  }
}
