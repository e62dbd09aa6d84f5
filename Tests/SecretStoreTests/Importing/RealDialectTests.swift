// SPDX-License-Identifier: Apache-2.0

import Foundation
import SecretMemory
import SecretStore
import Testing

/// Each dialect against the tool itself, on the table of the survey and on texts by chance.
struct RealDialectTests {
  private static let pieces: [Dialect: [String]] = [
    .pythonDotenv: [
      "A=", "B=", "\n", "\n", " ", "\t", "\"", "'", "#", "\\", "\\n", "\\t", "\\\"", "x", "y", "$",
      "${A}",
      "${B:-", "}", ":", "-", "export ", "=", "\r\n", "\r", "\u{a0}", "\u{e9}", "\u{2028}",
      "\nx\n", "\nA\n", "\u{b}", "\u{c}", "\u{85}", "1", ".", "\\u00e9", "\\x41", "\\101",
    ],
    .node: [
      "A=", "B=", "\n", "\n", " ", "\t", "\"", "'", "`", "#", "\\", "\\n", "x", "$", "export ", "=",
      "\r\n", "\r", "\u{e9}", "-", ".", "1", "\u{b}", "\u{a0}", "\u{feff}",
    ],
    .compose: [
      "A=", "B=", "\nC=", "\n", " ", "\t", "\"", "'", "#", " #", "\\", "\\n", "\\$", "\\\"", "\\0",
      "12", "x",
      "$", "$$", "${A}", "${A", "${B:-", "${A:+", "${B-", "}", "{", ":", "-", "export ", "=",
      "\r\n",
      "\u{a0}", "\u{e9}", "?", "1", ".", "\u{b}", "\u{85}", "\\v", "\nA\n",
    ],
    .docker: [
      "A=", "B=", "\n", "\nC=", " ", "\t", "\"", "'", "#", "\\", "x", "$", "=", "\r", "\u{a0}",
      "\r\n",
    ],
    .dotenvx: [
      "A=", "B=", "\nC=", "\n", " ", "\t", "\"", "'", "`", "#", "\\", "\\n", "\\\"", "x", "export ",
      "=",
      ":", "\r\n", "\u{e9}", "$", "$A", "${A}", "${B:-", "${A:+", "}", "\\$",
    ],
    .shell: [
      "A=", "B=", "\nC=", "\n", " ", "\t", "\"", "\"", "'", "'", "#", "\\", "\\n", "\\\n", "x", "y",
      "$", "$A", "${A}",
      "${B:-", "${A:+", "${B-", "}", "$2", "export ", ";", "&&", "||", "~", "~/", ":", "=", "\r",
      "\u{e9}",
    ],
  ]

  private static func texts(_ dialect: Dialect, _ count: Int) -> [[UInt8]] {
    var numbers = RepeatableNumbers(seed: seed)
    let pieces = pieces[dialect] ?? []
    return (0..<count).map { _ in
      var text = ["A=", "A=", "A=\"", "A='", "B=z\nA=", ""].randomElement(using: &numbers) ?? ""
      for _ in 0..<Int.random(in: 0...14, using: &numbers) {
        text += pieces.randomElement(using: &numbers) ?? ""
      }
      if Bool.random(using: &numbers) { text += "\n" }
      return Array(text.utf8)
    }
  }

  static func number(_ variable: String) -> Int? {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }
  }
  private static let seed = number("SECRUN_SEED") ?? 8
  private static let rounds = number("SECRUN_ROUNDS") ?? 200

  @Test(.timeLimit(.minutes(10)), arguments: RealParser.all)
  func `a dialect reads what its tool reads`(parser: RealParser) throws {
    let rows = DialectRows.all.map(\.text) + DialectRows.agreed.map { Array($0.text.utf8) }
    let texts = rows + Self.texts(parser.dialect, Self.rounds)
    guard let expected = try Self.outcomes(of: texts, by: parser) else { return }
    var compared = 0
    for (text, expected) in zip(texts, expected) {
      guard let found = try Self.outcome(text, parser.dialect) else { continue }
      compared += 1
      let names = expected?.filter { !$0.hasPrefix("=") }
      if found != names {
        Issue.record(
          "\(parser.name): \(String(decoding: text, as: UTF8.self).debugDescription): \(Self.words(names)), read as \(Self.words(found))"
        )
      }
    }
    #expect(compared * 5 > texts.count, "only \(compared) of \(texts.count) could be compared")
  }

  /// What a tool makes of each text; nil, and counted as skipped, where it is not installed.
  static func outcomes(of texts: [[UInt8]], by parser: RealParser) throws -> [[String]?]? {
    guard let outcomes = try parser.outcomes(of: texts) else {
      withKnownIssue(
        "\(parser.name) is not there in the version that is read: it was not compared",
        isIntermittent: true
      ) {
        Issue.record("not compared")
      }
      return nil
    }
    try #require(outcomes.count == texts.count)
    return outcomes
  }

  /// What we make of a text, or nil where we refuse it, as we may where a tool goes on.
  private static func outcome(_ text: [UInt8], _ dialect: Dialect) throws -> [String]? {
    var options = DotenvFile.Options()
    options.dialect = dialect
    options.bareName = .skip
    options.findsAmbiguities = false
    let bytes = try SecretBytes(copying: text)
    guard let file = try? DotenvFile.read(bytes, options) else { return nil }
    return file.secrets.map {
      RealParser.hex(Array($0.name.utf8)) + "=" + RealParser.hex(plainBytes($0.value.bytes))
    }.sorted()
  }

  private static func words(_ pairs: [String]?) -> String {
    guard let pairs else { return "refused" }
    return pairs.map { pair in
      pair.split(separator: "=", omittingEmptySubsequences: false).map { hex in
        var bytes: [UInt8] = []
        var rest = hex[...]
        while let byte = UInt8(rest.prefix(2), radix: 16) {
          bytes.append(byte)
          rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self).debugDescription
      }.joined(separator: "=")
    }.joined(separator: " ")
  }
}
