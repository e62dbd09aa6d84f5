// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import Testing

/// Encoders that spell each byte in one of several ways, drawn anew for each.
enum Spelling: String, CaseIterable {
  case percent, backslash, unicode, colours, overstruck, bold, brokenBase64, twicePercent
  case jsonOfJSON

  func write(_ value: [UInt8], _ random: inout Seeded) -> [UInt8] {
    switch self {
    case .percent: value.flatMap { percent($0, &random) }
    case .twicePercent: percentTwice(value)
    case .backslash: value.flatMap { backslash($0, &random) }
    case .unicode: value.flatMap { Array(String(format: "\\u%04x", $0).utf8) }
    case .jsonOfJSON: Array(json(json(String(decoding: value, as: UTF8.self))).utf8)
    case .colours:
      value.flatMap { [$0] + (Bool.random(using: &random) ? escape(&random) : []) }
    case .overstruck: value.flatMap { Array("_\u{8}".utf8) + [$0] }
    case .bold: value.flatMap { [$0, 8, $0] }
    case .brokenBase64:
      Array(
        Data(Array("some text before it ".utf8) + value + Array(" and after".utf8))
          .base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed]).utf8)
    }
  }

  private func percent(_ byte: UInt8, _ random: inout Seeded) -> [UInt8] {
    switch Int.random(in: 0..<3, using: &random) {
    case 0 where byte != UInt8(ascii: "%"): [byte]
    case 1: Array(String(format: "%%%02x", byte).utf8)
    default: Array(String(format: "%%%02X", byte).utf8)
    }
  }

  private func percentTwice(_ value: [UInt8]) -> [UInt8] {
    let once = String(decoding: value, as: UTF8.self)
      .addingPercentEncoding(withAllowedCharacters: .alphanumerics)
    return Array(
      (once?.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "").utf8)
  }

  private func backslash(_ byte: UInt8, _ random: inout Seeded) -> [UInt8] {
    let isPlain = byte != UInt8(ascii: "\\")
    let escapes = ["\\x%02x", "\\u%04x", "\\%03o", "\\u{%x}", "\\U%08X"]
    switch Int.random(in: 0...escapes.count, using: &random) {
    case escapes.count where isPlain: return [byte]
    case let index:
      return Array(String(format: escapes[min(index, escapes.count - 1)], byte).utf8)
    }
  }

  private func escape(_ random: inout Seeded) -> [UInt8] {
    let escapes = ["\u{1B}[31m", "\u{1B}[01;31m\u{1B}[K", "\u{1B}]8;;http://h\u{7}", "\u{1B}(B"]
    return Array((escapes.randomElement(using: &random) ?? "").utf8)
  }

  private func json(_ text: String) -> String {
    let encoded = (try? JSONEncoder().encode([text])) ?? Data()
    return String(String(decoding: encoded, as: UTF8.self).dropFirst(2).dropLast(2))
  }
}

struct ViewTests {
  @Test(arguments: Spelling.allCases, 0..<4)
  func `a secret in any mix of spellings is masked, in every cutting`(
    _ spelling: Spelling, seed: Int
  ) throws {
    var random = Seeded(state: UInt64(seed))
    let alphabet = Array("abcXYZ0189/+=&%'\"\\$<>-_.~".utf8)
    let value = (0..<Int.random(in: 24...70, using: &random)).map { _ in
      alphabet.randomElement(using: &random) ?? 0
    }
    let needles = try needleSet([("A", value)])
    let written = spelling.write(value, &random)
    let text = Array("<< ".utf8) + written + Array(" >> \n".utf8)
    let output = try redact(needles, [text])
    let shown = String(decoding: output, as: UTF8.self)
    #expect(shown.contains("REDACTED:A"), "\(String(decoding: text, as: UTF8.self)) → \(shown)")
    if spelling != .brokenBase64 {
      #expect(shown.hasPrefix("<< ") && shown.hasSuffix(" >> \n"), "\(shown)")
    }
    #expect(try redact(needles, text.map { [$0] }) == output)
    for cut in stride(from: 1, to: text.count, by: 1 + seed) {
      #expect(
        try redact(needles, [Array(text.prefix(cut)), Array(text.dropFirst(cut))]) == output,
        "cut at \(cut)")
    }
  }

  @Test(arguments: 0..<10)
  func `escapes of all kinds in random order come out the same in every cutting`(
    seed: Int
  ) throws {
    var random = Seeded(state: UInt64(100 + seed))
    let pieces = [
      "%", "%4", "%41", "%2", "5", "\\", "\\\\", "\\n", "\\x41", "\\u0", "041", "\\u{41}", "\n",
      "\r\n", "\u{1B}", "\u{1B}[3", "1m", "\u{1B}]0;t", "\u{7}", "\u{8}", "_\u{8}", "A", "AB",
      "ABAB%2FCDCDCDCD", "QUJBQiVzZWNyZXQ", "ABAB", "CDCDCDCD", "ZZZZZZZZZZZZZZZZ",
    ]
    let needles = try needleSet([
      "A": "ABAB%/CDCDCDCD", "B": "AAB\\nB\"AB", "C": "ABABABCDCDCDABAB",
    ])
    for _ in 0..<12 {
      let text = (0..<60).flatMap { _ in Array((pieces.randomElement(using: &random) ?? "").utf8) }
      let output = try redact(needles, [text])
      for _ in 0..<8 {
        let cuts = Set(
          (0..<Int.random(in: 1...30, using: &random)).map { _ in
            Int.random(in: 0...text.count, using: &random)
          })
        let edges = ([0, text.count] + cuts).sorted()
        let cut = zip(edges, edges.dropFirst()).map { Array(text[$0..<$1]) }
        let other = try redact(needles, cut)
        #expect(
          other == output,
          "\(String(decoding: text, as: UTF8.self).debugDescription) \(edges)")
      }
    }
  }

  @Test func `escapes around what is masked stay`() throws {
    let needles = try needleSet(["A": "s3cr3t-half/other-half"])
    let output = try redact(needles, "x s3cr3t-\u{1B}[31mhalf/other\u{1B}[m-half y")
    #expect(output == "x [REDACTED:A]\u{1B}[31m\u{1B}[m y")
  }

  @Test func `the view names the encoding`() throws {
    var stream = try Stream(needleSet(["A": "s3cr3t-half/other-half"]))
    stream.feed("%73%33cr3t-half/other-hal%66 \\x733cr3t-half/other-half ")
    stream.finish()
    #expect(
      stream.hits == [
        Hit(name: "A", encoding: .percent, count: 1), Hit(name: "A", encoding: .json, count: 1),
      ])
  }

  @Test(arguments: ["50%", "C:\\", "\u{1B}[31mred\u{1B}[0m ok", "a\u{8} \u{8}b", "100%\n"])
  func `what only looks like an escape passes, and at most that is held`(text: String) throws {
    var stream = try Stream(needleSet(["A": "s3cr3t-half/other-half"]))
    stream.feed(text)
    #expect(stream.held <= 1)
    stream.finish()
    #expect(stream.text == text)
  }

  @Test func `escapes without end are let go`() throws {
    var stream = try Stream(needleSet(["A": "s3cr3t-half/other-half"]))
    let text = "s3cr3t" + String(repeating: "\u{1B}[31m", count: 40_000)
    stream.feed(text)
    #expect(stream.held < 10_000)
    stream.finish()
    #expect(stream.text == text)
  }
}
