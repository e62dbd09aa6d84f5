// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct RedactionRulesTests {
  @Test(
    arguments: [
      ("", nil, []), ("redact = {}", nil, []), ("redact.minimum-length = 1", 1, []),
      ("redact = { minimum-length = 4096, skip = [\"A\", \"B\", \"A\"] }", 4096, ["A", "B"]),
      ("redact.skip = []", nil, []),
    ] as [(String, Int?, [String])])
  func `a scope says what is redacted`(text: String, length: Int?, skip: [String]) throws {
    let scope = try ScopeFile.parse("[scope.a]\n" + text).scope(named: "a")
    #expect(scope.redact.minimumLength == length)
    #expect(scope.redact.skip == skip)
  }

  @Test(arguments: [
    ("redact.minimum-length = «0", "minimum-length", "a number from 1 to 4096", "0"),
    ("redact.minimum-length = «4097", "minimum-length", "a number from 1 to 4096", "4097"),
    ("redact.minimum-length = «\"6\"", "minimum-length", "a number from 1 to 4096", "a text"),
    (
      "redact.minimum-length = «6.5", "minimum-length", "a number from 1 to 4096",
      "a number or a date"
    ),
    ("redact.skip = «\"A\"", "skip", "a list of names", "a text"),
    ("redact = «\"A\"", "redact", "a table", "a text"),
  ])
  func `another type is refused`(text: String, key: String, expected: String, found: String) {
    let marked = MarkedText("[scope.a]\n" + text)
    #expect(
      marked.error == .wrongType(key, expected: expected, found: found, at: marked.position))
  }

  @Test func `a glob cannot be skipped, since nobody could tell what it shows`() {
    let marked = MarkedText("[scope.a]\nredact.skip = [«\"A_*\"]")
    #expect(marked.error == .invalidName("A_*", .secret, at: marked.position))
  }

  @Test func `an unknown key is refused with the nearest`() {
    let marked = MarkedText("[scope.a]\nredact = { «skips = [] }")
    #expect(
      marked.error
        == .unknownKey("redact.skips", scope: "a", nearest: "skip", at: marked.position))
  }
}
