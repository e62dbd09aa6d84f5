// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct ScopeDifferenceTests {
  private func lines(_ old: String?, _ new: String) throws -> [String] {
    let approved = try old.map { text throws in try ScopeFile.parse(text) }
    return ScopeDifference.between(approved: approved, current: try ScopeFile.parse(new)).lines
  }

  @Test func `against nothing everything is new`() throws {
    #expect(
      try lines(nil, ScopeFileTests.example) == [
        "+ store \"secrun.store\"", "+ default-scope \"agent\"",
        "scope agent, new",
        "  + secrets \"OPENAI_API_KEY\"", "  + secrets \"GITHUB_*\"", "  + optional \"SENTRY_DSN\"",
        "  + as OPENAI_KEY = \"OPENAI_API_KEY\"", "  + env LOG_LEVEL = \"info\"",
        "  + keep \"PATH\"", "  + keep \"HOME\"", "  + keep \"LC_*\"", "  + inherit \"clean\"",
        "scope ci, new", "  + secrets \"*\"", "  + inherit \"all\"",
      ])
  }

  @Test(arguments: [
    (ScopeFileTests.example, ScopeFileTests.example + "\n# a comment"),
    (
      "[scope.a]\nsecrets = [\"A\", \"B\"]\n[scope.b]",
      "scope.b = {}\nscope.a.secrets = ['B', 'A', 'A']"
    ),
    ("[scope.a]", "[scope.a]\ninherit = \"all\"\nas = {}"),
    (
      "[scope.a]\nkeep = [\"PATH\", \"TZ\"]",
      "[scope.a]\nkeep = [\"TZ\", \"PATH\"]"
    ),
  ])
  func `comments and order make no difference`(old: String, new: String) throws {
    let difference = ScopeDifference.between(
      approved: try ScopeFile.parse(old), current: try ScopeFile.parse(new))
    #expect(difference.isEmpty && !difference.isWidening && difference.lines.isEmpty)
  }

  @Test func `sections are the top, then the scopes by name`() throws {
    #expect(
      try lines(
        "store = \"a\"\n[scope.b]\nsecrets = [\"A\"]\n[scope.d]",
        "store = \"b\"\n[scope.c]\n[scope.b]\ninherit = \"clean\"\n[scope.d]"
      ) == [
        "store \"a\" → \"b\"", "scope b", "  - secrets \"A\"", "  inherit \"all\" → \"clean\"",
        "scope c, new", "  + inherit \"all\"",
      ])
    #expect(
      try lines("[scope.b]\nsecrets = [\"A\"]\ninherit = \"clean\"", "")
        == ["scope b, removed", "  - secrets \"A\""])
  }

  @Test(arguments: [
    ("", "store = \"x\"", "+ store \"x\""), ("store = \"x\"", "", "- store \"x\""),
    (
      "[scope.a]\n[scope.b]", "default-scope = \"b\"\n[scope.a]\n[scope.b]", "+ default-scope \"b\""
    ),
  ])
  func `a change at the top counts as widening`(old: String, new: String, line: String) throws {
    let difference = ScopeDifference.between(
      approved: try ScopeFile.parse(old), current: try ScopeFile.parse(new))
    #expect(difference.lines == [line])
    #expect(difference.isWidening)
    #expect(difference.sections.first?.scope == nil)
  }

  @Test func `no value can forge a line`() throws {
    #expect(
      try lines("[scope.a]", "[scope.a]\nenv.X = \"a\\n- secrets \\u001b[2K\\u202e\\\"\"") == [
        "scope a", #"  + env X = "a\u000A- secrets \u001B[2K\u202E\"""#,
      ])
  }
}
