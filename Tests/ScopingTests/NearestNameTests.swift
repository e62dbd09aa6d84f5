// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct NearestNameTests {
  @Test(arguments: [
    ("secerts", ["secrets", "optional"], "secrets"),
    ("secret", ["secrets", "store"], "secrets"),
    ("evn", ["env", "as"], "env"),
    ("scopes", ["scope", "store"], "scope"),
    ("on_leak", ["on-leak", "optional"], "on-leak"),
    ("OPENAI_KEY", ["OPENAI_API_KEY", "GITHUB_TOKEN"], "OPENAI_API_KEY"),
    ("openai_api_key", ["OPENAI_API_KEY"], "OPENAI_API_KEY"),
    ("Key_A", ["KEY_A", "Key_B"], "KEY_A"),
    ("ab", ["AB", "aB", "Ab"], "Ab"),
    ("KEY", ["KEZ", "KEX"], "KEX"),
    ("ABCDEF", ["ABDCEF", "ABXYEF"], "ABDCEF"),
    ("same", ["some", "same"], "same"),
  ])
  func `finds what was meant`(name: String, names: [String], expected: String) {
    #expect(NearestName.to(name, in: names) == expected)
    #expect(NearestName.to(name, in: names.reversed()) == expected)
  }

  @Test(arguments: [
    ("keep", ["inherit", "env"]), ("A", ["B", "C"]), ("", ["A", "BB"]), ("anything", []),
    ("OPENAI_API_KEY", ["GITHUB_TOKEN", "SENTRY_DSN"]),
    (String(repeating: "A", count: 129), [String(repeating: "A", count: 128)]),
  ])
  func `says nothing when nothing is close`(name: String, names: [String]) {
    #expect(NearestName.to(name, in: names) == nil)
  }
}
