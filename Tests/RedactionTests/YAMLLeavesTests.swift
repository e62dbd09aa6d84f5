// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct YAMLLeavesTests {
  private static let document = """
    # a file of credentials
    ---
    user: administrator
    "pass word": "dOuble \\"quoted\\" \\u00e4 value"
    single: 'it''s a secret'
    plain: pl4in-secret-1234   # not this
    url: postgres://db.example:5432/x
    flag: localhost
    tagged: !!str t4gged-secret-77
    accounts:
      - first-of-the-list
      - name: second-of-the-list
        key: |
          l1ne
          l2ne
      - k: "abcdefgh-in-item"
    tail: >-
      f0lded and
      more
    """

  @Test(arguments: [
    "administrator", "dOuble \"quoted\" \u{E4} value", "it's a secret", "pl4in-secret-1234",
    "t4gged-secret-77", "first-of-the-list", "second-of-the-list", "l1ne\nl2ne", "l1ne\\nl2ne",
    "abcdefgh-in-item", "f0lded and more", "cGw0aW4tc2VjcmV0LTEyMz",
  ])
  func `a scalar is masked by itself, in its written forms`(leaf: String) throws {
    let needles = try needleSet(["A": Self.document])
    #expect(try redact(needles, "<\(leaf)>") == "<[REDACTED:A]>")
  }

  @Test(arguments: ["pass word", "not this", "localhost", "accounts", "tagged: x"])
  func `keys, comments and common words are not`(text: String) throws {
    let needles = try needleSet(["A": Self.document])
    #expect(try redact(needles, "<\(text)>") == "<\(text)>")
  }

  @Test(arguments: ["a line of words: here\nand another one", "- one\nno item: x\nat all, this"])
  func `text that is no YAML has no leaves`(value: String) throws {
    let needles = try needleSet(["A": value])
    #expect(try redact(needles, "<one> here here") == "<one> here here")
  }
}
