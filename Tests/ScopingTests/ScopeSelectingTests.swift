// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct ScopeSelectingTests {
  static func scope(_ body: String) throws -> Scope {
    try ScopeFile.parse("[scope.s]\n" + body).scope(named: "s")
  }

  private static func injection(_ text: String, _ reason: Injection.Reason) -> Injection {
    let names = text.split(separator: "=").map(String.init)
    return Injection(variable: names[0], secret: names.last ?? "", reason: reason)
  }

  @Test(arguments: [
    ("secrets = [\"B\", \"A\"]", [injection("A", .named), injection("B", .named)]),
    ("secrets = [\"A*\"]", [injection("A", .matched("A*")), injection("AB", .matched("A*"))]),
    ("secrets = [\"Z*\"]", []), ("", []),
    (
      "secrets = [\"A*\", \"AB\", \"*B\"]",
      [injection("A", .matched("A*")), injection("AB", .named), injection("B", .matched("*B"))]
    ),
    ("secrets = [\"?\"]", [injection("A", .matched("?")), injection("B", .matched("?"))]),
    ("optional = [\"A\", \"X\"]", [injection("A", .optional)]),
    ("optional = [\"A*\", \"X*\"]", [injection("A", .optional), injection("AB", .optional)]),
    (
      "secrets = [\"A\"]\noptional = [\"A\", \"B\"]",
      [injection("A", .named), injection("B", .optional)]
    ),
    ("as = { X = \"A\" }", [injection("X=A", .alias)]),
    ("as = { X = \"A\", Y = \"A\" }", [injection("X=A", .alias), injection("Y=A", .alias)]),
    ("secrets = [\"A\"]\nas = { X = \"A\" }", [injection("A", .named), injection("X=A", .alias)]),
    ("as = { A = \"A\" }", [injection("A", .alias)]),
    ("secrets = [\"A\"]\nas = { A = \"A\" }", [injection("A", .alias)]),
  ])
  func `injects what the scope names, by variable`(body: String, expected: [Injection]) throws {
    let scope = try Self.scope(body)
    #expect(try scope.select(from: ["A", "AB", "B"]).injections == expected)
    #expect(try scope.select(from: ["B", "AB", "A"]).injections == expected)
  }

  @Test func `an alias takes the name from the secret of that name`() throws {
    let scope = try Self.scope("secrets = [\"*\"]\nas = { A = \"B\" }")
    let selection = try scope.select(from: ["A", "B"])
    #expect(
      selection.injections == [Self.injection("A=B", .alias), Self.injection("B", .matched("*"))])
    #expect(selection.leftOut == [LeftOut(name: "A", variable: "A", reason: .aliasTakesName)])
  }

  @Test func `two aliases can swap names`() throws {
    let scope = try Self.scope("secrets = [\"A\", \"B\"]\nas = { A = \"B\", B = \"A\" }")
    #expect(
      try scope.select(from: ["A", "B"]).injections
        == [Self.injection("A=B", .alias), Self.injection("B=A", .alias)])
  }

  @Test func `a secret takes the name from a plain variable`() throws {
    let scope = try Self.scope("secrets = [\"A*\"]\nenv = { A = \"1\", AB = \"2\", C = \"3\" }")
    #expect(
      try scope.select(from: ["A", "B"]).environment == [
        PlainVariable(variable: "AB", value: "2"), PlainVariable(variable: "C", value: "3"),
      ])
  }

  @Test(arguments: [
    ("secrets = [\"X\", \"A\", \"OPENAI_KEY\"]", ["OPENAI_KEY>OPENAI_API_KEY", "X"]),
    ("as = { V = \"OPENAI_APIKEY\" }", ["OPENAI_APIKEY>OPENAI_API_KEY"]),
    ("secrets = [\"Y\"]\nas = { V = \"Y\", W = \"Z\" }", ["Y", "Z"]),
    ("secrets = [\"X\"]\noptional = [\"X\"]", ["X"]),
    ("secrets = [\"X\"]\nas = { X = \"A\" }", ["X"]),
    ("secrets = [\"a\"]", ["a>A"]), ("secrets = [\"*\", \"X\"]", ["X"]),
  ])
  func `all missing names are reported together`(body: String, expected: [String]) throws {
    let scope = try Self.scope(body)
    let missing = expected.map { text in
      let parts = text.split(separator: ">").map(String.init)
      return MissingSecret(name: parts[0], nearest: parts.count > 1 ? parts[1] : nil)
    }
    #expect(throws: ScopingError.missingSecrets(missing, scope: "s")) {
      try scope.select(from: ["OPENAI_API_KEY", "A"])
    }
  }

  @Test func `optional makes an alias optional too`() throws {
    let scope = try Self.scope("optional = [\"X\"]\nas = { V = \"X\" }")
    let selection = try scope.select(from: [])
    #expect(selection.injections.isEmpty)
    #expect(
      selection.leftOut == [
        LeftOut(name: "X", variable: "V", reason: .notInStore),
        LeftOut(name: "X", variable: "X", reason: .notInStore),
      ])
  }

  @Test func `says what is left out, by name`() throws {
    let scope = try Self.scope("secrets = [\"B*\"]\noptional = [\"OPT\"]\nas = { V = \"C\" }")
    let selection = try scope.select(
      from: ["B", "BC", "Z", "C", "A", "BD"], only: [Glob("B*"), Glob("V")], except: [Glob("BC")])
    #expect(selection.scope == "s")
    #expect(selection.injections.map(\.variable) == ["B", "BD", "V"])
    #expect(
      selection.leftOut == [
        LeftOut(name: "A", variable: nil, reason: .notInScope),
        LeftOut(name: "BC", variable: "BC", reason: .excepted("BC")),
        LeftOut(name: "OPT", variable: "OPT", reason: .notAmongOnly),
        LeftOut(name: "Z", variable: nil, reason: .notInScope),
      ])
  }

  @Test func `a name of secrun's own is never injected, but may have an alias`() throws {
    let scope = try Self.scope("secrets = [\"*\"]\nas = { V = \"SECRUN_A\" }")
    let selection = try scope.select(from: ["SECRUN_A", "SECRUN_B", "SECRUNX"])
    #expect(selection.injections.map(\.variable) == ["SECRUNX", "V"])
    #expect(
      selection.leftOut == [
        LeftOut(name: "SECRUN_A", variable: "SECRUN_A", reason: .reservedName),
        LeftOut(name: "SECRUN_B", variable: "SECRUN_B", reason: .reservedName),
      ])
  }
}
