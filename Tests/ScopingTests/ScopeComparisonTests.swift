// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct ScopeComparisonTests {
  private func changes(_ old: String, _ new: String) throws -> [ScopeChange] {
    let old = try ScopeFile.parse("[scope.a]\n" + old)
    let new = try ScopeFile.parse("[scope.a]\n" + new)
    return ScopeDifference.between(approved: old, current: new).sections.flatMap(\.changes)
  }

  @Test(arguments: [
    ("", "secrets = [\"A\"]", "+ secrets \"A\"", ScopeChange.Effect.widening),
    ("secrets = [\"A\"]", "", "- secrets \"A\"", .narrowing),
    ("secrets = [\"A_*\"]", "secrets = [\"A_*\", \"A_B\"]", "+ secrets \"A_B\"", .neutral),
    ("secrets = [\"A_*\", \"A_B\"]", "secrets = [\"A_*\"]", "- secrets \"A_B\"", .neutral),
    ("secrets = [\"*\"]", "secrets = [\"*\", \"A_*\"]", "+ secrets \"A_*\"", .neutral),
    ("secrets = [\"A_*\"]", "secrets = [\"A_*\", \"A_B_*\"]", "+ secrets \"A_B_*\"", .widening),
    ("", "optional = [\"A\"]", "+ optional \"A\"", .widening),
    ("secrets = [\"A\"]", "secrets = [\"A\"]\noptional = [\"A\"]", "+ optional \"A\"", .neutral),
    ("", "as = { X = \"A\" }", "+ as X = \"A\"", .widening),
    ("secrets = [\"A\"]", "secrets = [\"A\"]\nas = { X = \"A\" }", "+ as X = \"A\"", .widening),
    ("as = { X = \"A\" }", "as = { X = \"B\" }", "as X = \"A\" → \"B\"", .widening),
    ("as = { X = \"A\" }", "", "- as X = \"A\"", .narrowing),
    ("", "env = { X = \"1\" }", "+ env X = \"1\"", .widening),
    ("env = { X = \"1\" }", "env = { X = \"\" }", "env X = \"1\" → \"\"", .widening),
    ("env = { X = \"1\" }", "", "- env X = \"1\"", .neutral),
    ("", "inherit = \"clean\"", "inherit \"all\" → \"clean\"", .narrowing),
    ("inherit = \"clean\"", "", "inherit \"clean\" → \"all\"", .widening),
    ("keep = [\"A\"]", "keep = [\"A\", \"B\"]", "+ keep \"B\"", .widening),
    ("keep = [\"A\", \"B\"]", "keep = [\"A\"]", "- keep \"B\"", .narrowing),
    (
      "", "require-reason = true", "require-reason \"false\" → \"true\"", .narrowing
    ),
    ("require-reason = true", "", "require-reason \"true\" → \"false\"", .widening),
    ("require-reason = false", "", "", .neutral),
    ("keep = [\"*\"]", "keep = [\"*\", \"B\"]", "+ keep \"B\"", .neutral),
  ])
  func `knows which way a change goes`(
    old: String, new: String, line: String, effect: ScopeChange.Effect
  ) throws {
    let changes = try changes(old, new)
    #expect(changes.map(\.line) == (line.isEmpty ? [] : [line]))
    #expect(changes.map(\.effect) == (line.isEmpty ? [] : [effect]))
  }

  @Test func `a name that moves from required to optional widens nothing`() throws {
    let changes = try changes("secrets = [\"A\"]", "optional = [\"A\"]")
    #expect(changes.map(\.line) == ["- secrets \"A\"", "+ optional \"A\""])
    #expect(changes.allSatisfy { $0.effect == .neutral })
  }

  @Test func `widening changes come first`() throws {
    let changes = try changes(
      "secrets = [\"A\", \"B\"]\nenv = { E = \"1\" }\nkeep = [\"K\"]",
      "secrets = [\"C\"]\ninherit = \"clean\"\nkeep = [\"K\", \"L\"]")
    #expect(
      changes.map(\.line) == [
        "+ secrets \"C\"", "+ keep \"L\"", "- env E = \"1\"", "- secrets \"A\"", "- secrets \"B\"",
        "inherit \"all\" → \"clean\"",
      ])
  }
}
