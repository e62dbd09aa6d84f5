// SPDX-License-Identifier: Apache-2.0

import Testing

struct ScriptWordsTests {
  @Test(arguments: [
    ("", []),
    ("a  b\tc", ["a", "b", "c"]),
    ("a # b", ["a"]),
    ("a#b", ["a#b"]),
    ("'a # b' \"c # d\"", ["a # b", "c # d"]),
    ("a'b'\"c\"", ["abc"]),
    ("'' \"\"", ["", ""]),
    (#"'\n$X'"#, [#"\n$X"#]),
    (#""a\nb\t\"\\\$""#, ["a\nb\t\"\\$"]),
    (##"a\ b \#c"##, ["a b", "#c"]),
    ("$X ${X}Y \"$X\" '$X'", ["value", "valueY", "value", "$X"]),
  ])
  func `splits as a shell does`(text: String, words: [String]) throws {
    let variables = ["X": Array("value".utf8)]
    #expect(try ScriptWords.split(text, variables: variables).map(\.text) == words)
  }

  @Test func `takes any byte`() throws {
    #expect(try ScriptWords.split(#""\xff\x00\0" \x41"#) == [[255, 0, 0], [65]])
  }

  @Test(arguments: ["'a", "\"a", "a\\", "$X", "\\xg0", "\"\\x1\""])
  func `refuses what is not finished or not known`(text: String) {
    #expect(throws: ScriptFailure.self) { try ScriptWords.split(text) }
  }
}
