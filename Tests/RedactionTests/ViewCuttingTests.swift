// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

/// Streams in which what a view makes of a byte depends on bytes before it that may have gone already.
struct ViewCuttingTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let values: [[UInt8]]
    let text: [UInt8]
    var testDescription: String { name }

    init(_ name: String, _ values: [[UInt8]], _ text: [UInt8]) {
      self.name = name
      self.values = values
      self.text = text
    }

    init(_ name: String, _ value: String, _ text: String) {
      self.init(name, [Array(value.utf8)], Array(text.utf8))
    }
  }

  private static func percent(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return bytes.flatMap { [UInt8(ascii: "%"), digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }

  private static let highBytes = [UInt8](repeating: 0xFF, count: 8)
  private static let padded = Array("  ".utf8) + [UInt8](repeating: 0x30, count: 30)

  static let examples = [
    Example("escapes right before the secret", [padded], Array(" ge".utf8) + percent(padded)),
    Example(
      "a byte taken back between two secrets", [highBytes],
      percent(highBytes) + [0x80, 0x08] + percent(highBytes + highBytes)),
    Example(
      "backspaces among escaped backspaces", [[UInt8](repeating: 8, count: 8)],
      [0x47, 0] + percent([UInt8](repeating: 8, count: 8)) + [UInt8](repeating: 8, count: 23)
        + percent([UInt8](repeating: 8, count: 8)) + [0]),
    Example("an escaped backslash", "n0thing-b\\nut-secret", "\\\\n0thing-b\\\\\\\\nut-s\\x65cret"),
    Example(
      "half a surrogate pair before a secret", "abc\ndef-ghi", "\\ud83d\\x61bc\\ndef-\\x67hi"),
    Example("underlined letters", "abcdef", "<_\u{8}a_\u{8}b_\u{8}c_\u{8}d_\u{8}e_\u{8}f>"),
    Example("bold letters, one of them four times", "abcdef", "<a\u{8}ab\u{8}b\u{8}b\u{8}bcdef>"),
    Example("a letter that is taken back", "abcdef", "abcx\u{8}\u{1B}[1mdef abc\u{8}\u{8}def"),
    Example(
      "colours in colours", "abcdef-ghijkl-mnopqr",
      "abcdef\u{1B}[1m\u{1B}[31m-ghi\u{1B}]0;abc\u{7}jkl\u{1B}(B-mnopqr \u{1B}[3\u{8}x"),
    Example(
      "short rows and long rows", "some-long-value-that-is-broken-over-lines-of-base64",
      "c29tZS1sb25nLXZhbHVlLXRo\r\n  YXQtaX\nMtYnJva2VuLW92ZXItbGluZXMtb2Yt\nYmFzZTY0\n"),
  ]

  @Test(arguments: examples)
  func `what a view finds does not depend on the cutting`(_ example: Example) throws {
    let needles = try needleSet(example.values.enumerated().map { ("N\($0)", $1) })
    let whole = try redact(needles, [example.text])
    let shown = String(decoding: whole, as: UTF8.self)
    #expect(shown.contains("REDACTED"))
    #expect(try redact(needles, example.text.map { [$0] }) == whole, "\(shown)")
    for first in 1..<example.text.count {
      for second in stride(from: first, through: example.text.count, by: 5) {
        let pieces = [
          Array(example.text[..<first]), Array(example.text[first..<second]),
          Array(example.text[second...]),
        ]
        #expect(try redact(needles, pieces) == whole, "cut at \(first) and \(second): \(shown)")
      }
    }
  }

  @Test func `an escape before a secret is not eaten`() throws {
    let needles = try needleSet([("A", Self.padded)])
    let text = Array(" ge".utf8) + Self.percent(Self.padded)
    #expect(String(decoding: try redact(needles, [text]), as: UTF8.self) == " ge%20%20[REDACTED:A]")
  }

  @Test(arguments: [
    (
      "<_\u{8}a_\u{8}b_\u{8}c_\u{8}d_\u{8}e_\u{8}f>",
      "<_\u{8}[REDACTED:A]_\u{8}_\u{8}_\u{8}_\u{8}_\u{8}>"
    ),
    ("<a\u{8}ab\u{8}bc\u{8}cd\u{8}de\u{8}ef\u{8}f>", "<[REDACTED:A]>"),
    ("<ab\u{1B}[1mcd\u{1B}[mef>", "<[REDACTED:A]\u{1B}[1m\u{1B}[m>"),
  ])
  func `letters that are printed over each other are masked`(text: String, expected: String) throws
  {
    #expect(try redact(needleSet(["A": "abcdef"]), text) == expected)
  }
}
