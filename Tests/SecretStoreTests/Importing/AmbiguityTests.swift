// SPDX-License-Identifier: Apache-2.0

import Foundation
import SecretMemory
import SecretStore
import Testing

/// The warnings about lines that tools read in different ways, against tools whose dialects secrun does not speak.
struct AmbiguityTests {
  private static let pieces = [
    "A=", "\nB=", "\nC=", "\n", " ", "\t", "\"", "'", "`", "#", "\\", "\\n", "\\t", "\\\"", "\\$",
    "x", "y z",
    "$", "$$", "$A", "${A}", "${B:-", "}", "export ", "=", ":", "-", ".", "1", ";", "~", "\r\n",
    "\u{a0}", "\u{e9}",
  ]

  private static func texts(_ count: Int, _ seed: Int) -> [[UInt8]] {
    var numbers = RepeatableNumbers(seed: seed)
    return (0..<count).map { _ in
      var text = ["A=", "A=\"", "A='", "B=z\nA=", ""].randomElement(using: &numbers) ?? ""
      for _ in 0..<Int.random(in: 0...10, using: &numbers) {
        text += pieces.randomElement(using: &numbers) ?? ""
      }
      return Array((text + "\n").utf8)
    }
  }

  /// What the tool knows nothing of, so that every such line would have to be warned of.
  private static func isBeyond(_ text: [UInt8], _ parser: RealParser) -> Bool {
    guard parser.name == "dotenv-cli" else { return false }
    let words = String(decoding: text, as: UTF8.self)
    // It has no comments behind values, and ends lines wherever Unicode has a separator.
    return words.contains(" #") || words.contains("\t#") || words.contains("\"#")
      || words.contains("\u{2028}")
  }

  @Test(.timeLimit(.minutes(10)), arguments: RealParser.others)
  func `what another tool reads otherwise is refused or warned of`(parser: RealParser) throws {
    let rounds = RealDialectTests.number("SECRUN_ROUNDS") ?? 400
    let seed = RealDialectTests.number("SECRUN_SEED") ?? 8
    let texts =
      DialectRows.all.map(\.text) + DialectRows.agreed.map { Array($0.text.utf8) }
      + Self.texts(rounds, seed)
    guard let outcomes = try RealDialectTests.outcomes(of: texts, by: parser) else { return }
    var read = 0
    for (text, outcome) in zip(texts, outcomes) where !Self.isBeyond(text, parser) {
      let bytes = try SecretBytes(copying: text)
      guard let file = try? DotenvFile.read(bytes) else { continue }
      read += 1
      let own = file.secrets.map {
        RealParser.hex(Array($0.name.utf8)) + "=" + RealParser.hex(plainBytes($0.value.bytes))
      }.sorted()
      if own == outcome { continue }
      let words = String(decoding: text, as: UTF8.self).debugDescription
      #expect(!file.notes.isEmpty, "\(parser.name) reads \(words) otherwise, and nothing says so")
    }
    #expect(read * 5 > texts.count, "only \(read) of \(texts.count) could be read")
  }

  @Test(.timeLimit(.minutes(10)), arguments: RealParser.others)
  func `what all agree on other tools read as well`(parser: RealParser) throws {
    let rows = DialectRows.agreed.filter { !Self.isBeyond(Array($0.text.utf8), parser) }
    let texts = rows.map { Array($0.text.utf8) }
    guard let outcomes = try RealDialectTests.outcomes(of: texts, by: parser) else { return }
    for (row, outcome) in zip(rows, outcomes) {
      let expected = row.variables.map { variable in
        let parts = variable.split(
          separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.map { RealParser.hex(Array($0.utf8)) }.joined(separator: "=")
      }
      #expect(outcome == expected, "\(parser.name): \(row.text.debugDescription)")
    }
  }
}
