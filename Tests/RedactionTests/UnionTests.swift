// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

/// A generator that gives the same numbers for the same seed.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}

struct UnionTests {
  @Test(arguments: 0..<20)
  func `output is the union of all occurrences, for random needles and cuttings`(
    seed: Int
  ) throws {
    var random = Seeded(state: UInt64(seed))
    for _ in 0..<15 {
      let alphabet = Array("abcd".utf8.prefix(Int.random(in: 1...4, using: &random)))
      let values = Self.values(alphabet, &random)
      let needles = try needleSet(values.enumerated().map { ("N\($0)", $1) })
      let reference = UnionReference(needles: Self.distinct(values))
      for _ in 0..<6 {
        // What the end of the stream cuts off has its own tests.
        let text = Self.text(values, alphabet, &random) + Array(".".utf8)
        let expected = String(decoding: reference.redact(text), as: UTF8.self)
        for _ in 0..<3 {
          let output = String(
            decoding: try redact(needles, Self.cut(text, &random)), as: UTF8.self)
          #expect(output == expected, "\(values.map { String(decoding: $0, as: UTF8.self) })")
          if output != expected { return }
        }
      }
    }
  }

  @Test(arguments: 0..<10)
  func `a stream that ends within a needle comes out the same in every cutting`(
    seed: Int
  ) throws {
    var random = Seeded(state: UInt64(1000 + seed))
    for _ in 0..<10 {
      let alphabet = Array("abcdefgh".utf8.prefix(Int.random(in: 2...8, using: &random)))
      let values = Self.values(alphabet, &random)
      let needles = try needleSet(values.enumerated().map { ("N\($0)", $1) })
      let text = Self.text(values, alphabet, &random)
      let whole = try redact(needles, [text])
      for _ in 0..<5 {
        #expect(try redact(needles, Self.cut(text, &random)) == whole)
      }
    }
  }

  private static func values(_ alphabet: [UInt8], _ random: inout Seeded) -> [[UInt8]] {
    let shared = (0..<40).map { _ in alphabet.randomElement(using: &random) ?? 0 }
    return (0..<Int.random(in: 1...6, using: &random)).map { _ in
      let prefix = Bool.random(using: &random) ? Int.random(in: 0...40, using: &random) : 0
      let length = Int.random(in: max(6, prefix)...60, using: &random)
      let rest = (prefix..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      return shared.prefix(prefix) + rest
    }
  }

  private static func distinct(_ values: [[UInt8]]) -> [(name: String, value: [UInt8])] {
    values.enumerated().compactMap { index, value in
      values.firstIndex(of: value) == index ? ("N\(index)", value) : nil
    }
  }

  /// Pieces of needles, whole ones that overlap, and letters between them.
  private static func text(
    _ values: [[UInt8]], _ alphabet: [UInt8], _ random: inout Seeded
  ) -> [UInt8] {
    var text: [UInt8] = []
    while text.count < 200 {
      let value = values.randomElement(using: &random) ?? []
      switch Int.random(in: 0..<5, using: &random) {
      case 0: text += value
      case 1: text += value.prefix(Int.random(in: 0...value.count, using: &random))
      case 2: text += value.suffix(Int.random(in: 0...value.count, using: &random))
      case 3: text.removeLast(min(text.count, Int.random(in: 0...4, using: &random)))
      default: text.append(alphabet.randomElement(using: &random) ?? 0)
      }
      if Int.random(in: 0..<8, using: &random) == 0 { text.append(UInt8(ascii: " ")) }
    }
    return text
  }

  private static func cut(_ text: [UInt8], _ random: inout Seeded) -> [[UInt8]] {
    let longest = [1, 3, 20, 300].randomElement(using: &random) ?? 1
    var pieces: [[UInt8]] = []
    var rest = text[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...longest, using: &random))
      pieces.append(Array(piece))
      rest = rest.dropFirst(piece.count)
    }
    return pieces
  }
}
