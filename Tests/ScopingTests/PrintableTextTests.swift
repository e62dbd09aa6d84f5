// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct PrintableTextTests {
  @Test(arguments: [
    ("plain text", "plain text"), ("größe 漢字 🙂", "größe 漢字 🙂"), ("a\nb\t", #"a\u000Ab\u0009"#),
    ("\u{1B}[2K", #"\u001B[2K"#), ("\u{202E}x", #"\u202Ex"#), ("\u{7F}\u{85}", #"\u007F\u0085"#),
    ("\u{2028}", #"\u2028"#), ("\u{E000}", #"\uE000"#), ("\u{E0041}", #"\U000E0041"#),
    ("\u{FEFF}", #"\uFEFF"#), ("\0", #"\u0000"#), ("\r\n", #"\u000D\u000A"#),
  ])
  func `writes out what does not print as itself`(text: String, expected: String) {
    #expect(PrintableText.escaped(text) == expected)
    #expect(PrintableText.quoted(text) == "\"\(expected)\"")
  }

  @Test func `quotes close where they should`() {
    #expect(PrintableText.quoted(#"a"b\"#) == #""a\"b\\""#)
  }

  @Test func `a long text is cut, a quoted one never`() {
    let long = String(repeating: "x", count: 81)
    #expect(PrintableText.escaped(String(long.dropLast())) == String(long.dropLast()))
    #expect(PrintableText.escaped(long) == String(long.dropLast()) + "…")
    #expect(PrintableText.quoted(long) == "\"\(long)\"")
  }
}
