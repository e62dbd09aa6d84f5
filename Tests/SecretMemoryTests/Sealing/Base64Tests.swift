// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct Base64Tests {
  /// RFC 4648 §10 without its padding, and bytes that need the last two characters of the alphabet.
  private static let vectors: [(String, String)] = [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
    ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"), ("~~?", "fn4/"), ("~~>", "fn4+"),
  ]

  @Test(arguments: vectors)
  func `encodes and decodes the published vectors`(plain: String, text: String) throws {
    let plain = Array(plain.utf8)
    let text = Array(text.utf8)
    #expect(Base64.encode(plain) == text)
    #expect(try Base64.decode(text) == plain)
  }

  @Test(arguments: vectors)
  func `does the same in secret memory`(plain: String, text: String) throws {
    let secret = try SecretBytes(copying: Array(plain.utf8))
    let encoded = try Base64.encode(secret)
    #expect(plainBytes(encoded) == Array(text.utf8))
    let framed = try SecretBytes(copying: Array("<\(text)>".utf8))
    let decoded = try Base64.decode(framed, 1..<1 + text.utf8.count)
    #expect(plainBytes(decoded) == Array(plain.utf8))
  }

  @Test func `takes the bytes of its alphabet and no others, wherever they stand`() throws {
    let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    for place in 0..<4 {
      for byte in UInt8.min...UInt8.max {
        var text = Array("AAAA".utf8)
        text[place] = byte
        let isTaken = (try? Base64.decode(text)) != nil
        #expect(isTaken == alphabet.contains(byte), "byte \(byte) at \(place)")
        let secret = try SecretBytes(copying: text)
        #expect((try? Base64.decode(secret, 0..<4).count) == (isTaken ? 3 : nil))
      }
    }
  }

  @Test func `finds the end of the alphabet, wherever it comes`() {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    let text = Array((alphabet + alphabet).utf8)
    for byte in UInt8.min...UInt8.max {
      for place in [0, 1, 31, 32, 63, 64, 127] {
        var changed = text
        changed[place] = byte
        let length = alphabet.utf8.contains(byte) ? text.count : place
        #expect(Base64.length(of: changed, from: 0) == length, "byte \(byte) at \(place)")
      }
    }
    for start in 0...text.count {
      #expect(Base64.length(of: text, from: start) == text.count - start)
    }
  }

  @Test(arguments: [
    "Z", "Zg==", "Zm8=", "Zh", "Zm9", "Zm9vY", "Zm9vYh", " Zm9v", "Zm9v ", "Zm9v\n", "Zm 9v",
    "Zm-_", "Zm9v!", "=", "Zm\09v", "Zm9\u{e9}",
  ])
  func `refuses everything but the one canonical text`(text: String) throws {
    #expect(throws: SecretMemoryError.notBase64) { try Base64.decode(Array(text.utf8)) }
    let secret = try SecretBytes(copying: Array(text.utf8))
    #expect(throws: SecretMemoryError.notBase64) {
      _ = try Base64.decode(secret, 0..<secret.count).count
    }
  }

  @Test func `every length comes back`() throws {
    for count in 0..<200 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
      #expect(try Base64.decode(Base64.encode(bytes)) == bytes)
    }
  }
}
