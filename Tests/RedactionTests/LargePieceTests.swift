// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

/// What comes out of large reads must be what comes out of small ones.
///
/// Large ones are searched in other ways: by grams, in lanes, and with a short look at each escape.
struct LargePieceTests {
  @Test(arguments: 0..<40)
  func `large pieces come out as small ones do`(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    for _ in 0..<6 {
      let values = Self.values(&random)
      let needles = try needleSet(values.enumerated().map { ("N\($0)", $1) })
      let text = Self.text(values, &random)
      let whole = try redact(needles, [text])
      for longest in [1, 40, 700] {
        let pieces = Self.cut(text, longest, &random)
        let output = try redact(needles, pieces)
        let isSame = output == whole
        #expect(isSame, "seed \(seed), pieces of up to \(longest) bytes")
        if !isSame { return }
      }
    }
  }

  @Test(arguments: 0..<20)
  func `all of what is planted among ordinary text is found`(seed: Int) throws {
    var random = Seeded(state: UInt64(500 + seed))
    for _ in 0..<10 {
      let values = (0..<Int.random(in: 1...30, using: &random)).map { _ in
        Self.token(Int.random(in: 6...50, using: &random), &random)
      }
      let needles = try needleSet(values.enumerated().map { ("N\($0)", $1) })
      var text: [UInt8] = []
      for value in values {
        text += Self.filler(Int.random(in: 0...2000, using: &random), &random) + [32] + value + [32]
      }
      let output = String(decoding: try redact(needles, [text]), as: UTF8.self)
      for index in values.indices { #expect(output.contains("[REDACTED:N\(index)]")) }
    }
  }

  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func token(_ count: Int, _ random: inout Seeded) -> [UInt8] {
    (0..<count).map { _ in letters.randomElement(using: &random) ?? 0 }
  }

  private static func values(_ random: inout Seeded) -> [[UInt8]] {
    let shortest = [4, 6, 8, 12, 20].randomElement(using: &random) ?? 6
    return (0..<Int.random(in: 1...8, using: &random)).map { _ in
      let count = Int.random(in: shortest...70, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        return (0..<count).map { _ in Array("ab\\%\n\"".utf8).randomElement(using: &random) ?? 0 }
      case 1: return (0..<count).map { _ in UInt8.random(in: 1...255, using: &random) }
      default: return token(count, &random)
      }
    }
  }

  /// Text as programs print it, in which values stand whole and in part, and in several spellings.
  private static func text(_ values: [[UInt8]], _ random: inout Seeded) -> [UInt8] {
    var text: [UInt8] = []
    while text.count < 6000 {
      let value = values.randomElement(using: &random) ?? []
      let start = Int.random(in: 0...value.count, using: &random)
      switch Int.random(in: 0..<12, using: &random) {
      case 0: text += value
      case 1: text += value.suffix(start)
      case 2: text += value.prefix(start)
      case 3: text += spelled(value, &random)
      case 4: text += spelled(Array(value.suffix(start)), &random)
      case 5: text += broken(value, &random)
      case 6: text += broken(token(90, &random), &random)
      default: text += filler(Int.random(in: 0...300, using: &random), &random)
      }
    }
    return text
  }

  private static func filler(_ count: Int, _ random: inout Seeded) -> [UInt8] {
    let kind = Int.random(in: 0..<4, using: &random)
    let words = [
      "info ", "200 ", "\\\"key\\\":", "%20", "\u{1B}[1m", "_\u{8}x", "\\u00e9", "%2F", "a=b\n",
    ]
    var bytes: [UInt8] = []
    while bytes.count < count {
      switch kind {
      case 0: bytes += Array((words.randomElement(using: &random) ?? "").utf8)
      case 1: bytes.append(UInt8.random(in: 0...255, using: &random))
      case 2: bytes += token(76, &random) + [10]
      default:
        bytes += Array("time=\(random.next() % 9_999_999) level=info id=\(random.next())\n".utf8)
      }
    }
    return bytes
  }

  private static func spelled(_ value: [UInt8], _ random: inout Seeded) -> [UInt8] {
    let style = Int.random(in: 0..<6, using: &random)
    return value.flatMap { byte -> [UInt8] in
      if Int.random(in: 0..<3, using: &random) == 0 { return [byte] }
      let hex = String(byte, radix: 16)
      let digits = hex.utf8.count == 1 ? "0" + hex : hex
      return switch style {
      case 0: Array("%\(digits)".utf8)
      case 1: Array("\\x\(digits)".utf8)
      case 2: Array("\\u00\(digits)".utf8)
      case 3: [byte] + Array("\u{1B}[3\(random.next() % 8)m".utf8)
      case 4: [byte, 8, byte]
      default: Array("\\\(String(byte, radix: 8))".utf8)
      }
    }
  }

  private static func broken(_ value: [UInt8], _ random: inout Seeded) -> [UInt8] {
    let width = Int.random(in: 3...30, using: &random)
    let ends: [[UInt8]] = [[10], [13, 10], [10, 32, 32], Array("\\n".utf8), Array("%0A".utf8)]
    let end = ends.randomElement(using: &random) ?? [10]
    var bytes = token(25, &random) + end
    for (index, byte) in value.enumerated() {
      bytes.append(byte)
      if index % width == width - 1 { bytes += end }
    }
    return bytes
  }

  private static func cut(
    _ text: [UInt8], _ longest: Int, _ random: inout Seeded
  ) -> [[UInt8]] {
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
