// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct ScopeReaderTests {
  @Test(arguments: [
    ("«secerts = []", "secerts", "secrets"), ("«Secrets = []", "Secrets", "secrets"),
    ("«option = []", "option", "optional"), ("«inherits = \"all\"", "inherits", "inherit"),
    ("«environment = {}", "environment", nil), ("«store = \"s\"", "store", nil),
    ("«default-scope = \"a\"", "default-scope", nil), ("«kepe = []", "kepe", "keep"),
    ("«x.y.z = 1", "x", nil),
  ])
  func `an unknown key is refused with the nearest`(text: String, key: String, nearest: String?) {
    let marked = MarkedText("[scope.a]\n" + text)
    #expect(marked.error == .unknownKey(key, scope: "a", nearest: nearest, at: marked.position))
  }

  @Test(arguments: [
    ("secrets = «\"A\"", "secrets", "a list of names", "a text"),
    ("optional = «{}", "optional", "a list of names", "a table"),
    ("keep = «true", "keep", "a list of names", "a boolean"),
    ("secrets = [«[\"A\"]]", "secrets", "a name in quotes", "a list"),
    ("secrets = [\"A\", «{}]", "secrets", "a name in quotes", "a table"),
    ("as = «[\"A\"]", "as", "a table", "a list"), ("env = «\"A=1\"", "env", "a table", "a text"),
    ("as.X = «[]", "X", "a text in quotes", "a list"),
    ("env = { PORT = «8080 }", "PORT", "a text in quotes", "a number"),
    ("env.«A.B = \"1\"", "A", "a text in quotes", "a table"),
    ("inherit = «false", "inherit", "a text in quotes", "a boolean"),
    ("inherit = «[\"PATH\"]", "inherit", "a text in quotes", "a list"),
  ])
  func `a value of another type is refused`(
    text: String, key: String, expected: String, found: String
  ) {
    let marked = MarkedText("[scope.a]\n" + text)
    #expect(
      marked.error == .wrongType(key, expected: expected, found: found, at: marked.position))
  }

  @Test(arguments: [
    ("secrets = [«\"\"]", "secrets"), ("optional = [\"A\", «'']", "optional"),
    ("keep = [«\"\"\"\"\"\"]", "keep"), ("as = { X = «\"\" }", "X"), ("inherit = «\"\"", "inherit"),
  ])
  func `an empty text is refused`(text: String, key: String) {
    let marked = MarkedText("[scope.a]\n" + text)
    #expect(marked.error == .empty(key, at: marked.position))
  }

  @Test func `but a plain variable may be empty`() throws {
    let scope = try ScopeFile.parse("[scope.a]\nenv = { X = \"\" }").scope(named: "a")
    #expect(scope.environment == [PlainVariable(variable: "X", value: "")])
  }

  @Test(arguments: [
    ("secrets = [«\"A-B\"]", "A-B", NameKind.glob), ("secrets = [\"A\", «\"1A\"]", "1A", .glob),
    ("secrets = [«\"[AB]*\"]", "[AB]*", .glob), ("optional = [«\" A\"]", " A", .glob),
    ("keep = [«\"PATH=\"]", "PATH=", .glob), ("keep = [«\"A\\nB\"]", #"A\u000AB"#, .glob),
    ("as = { «\"A-B\" = \"A\" }", "A-B", .variable), ("as.«1 = \"A\"", "1", .variable),
    ("as = { X = «\"A*\" }", "A*", .secret), ("as = { X = «\"A B\" }", "A B", .secret),
    ("env = { «\"A=B\" = \"1\" }", "A=B", .variable), ("env.«\"\" = \"1\"", "", .variable),
    ("env.«a-b = \"1\"", "a-b", .variable), ("env.«\"X*\" = \"1\"", "X*", .variable),
    (
      "env.«\(String(repeating: "A", count: 129)) = \"1\"",
      String(repeating: "A", count: 80) + "…", .variable
    ),
  ])
  func `every name follows its grammar`(text: String, name: String, kind: NameKind) {
    let marked = MarkedText("[scope.a]\n" + text)
    #expect(marked.error == .invalidName(name, kind, at: marked.position))
  }

  @Test(arguments: [
    ("secrets = [\"A\", «\"SECRUN_KEY\"]", "SECRUN_KEY"), ("optional = [«\"SECRUN_\"]", "SECRUN_"),
    ("as = { «SECRUN_X = \"A\" }", "SECRUN_X"), ("env = { «SECRUN_STORE = \"s\" }", "SECRUN_STORE"),
  ])
  func `a variable of secrun's own is refused`(text: String, name: String) {
    let marked = MarkedText("[scope.a]\n" + text)
    #expect(marked.error == .reservedVariable(name, at: marked.position))
  }

  @Test(arguments: [
    "as = { X = \"SECRUN_A\" }", "env = { SECRUNX = \"\", secrun_x = \"\" }",
    "secrets = [\"SECRUN_*\", \"SECRUN\"]", "keep = [\"SECRUN_STORE\"]",
  ])
  func `what only looks like one is not`(text: String) {
    #expect(MarkedText("[scope.a]\n" + text).error == nil)
  }

  @Test(arguments: [
    ("inherit = «\"claen\"", "claen", "clean"), ("inherit = «\"All\"", "All", "all"),
    ("inherit = «\"nothing\"", "nothing", nil),
  ])
  func `inherit takes one of two words`(text: String, word: String, nearest: String?) {
    let marked = MarkedText("[scope.a]\n" + text)
    #expect(
      marked.error
        == .invalidChoice(
          word, key: "inherit", choices: ["clean", "all"], nearest: nearest, at: marked.position))
  }

  @Test(arguments: [
    "[scope.a]\nas = { §X = \"A\" }\nenv = { «X = \"1\" }",
    "[scope.a]\nenv = { Y = \"1\", §X = \"1\" }\nas = { «X = \"A\", Z = \"A\" }",
    "[scope.a.env]\n§X = \"1\"\n[scope.a.as]\n«X = \"A\"",
    "scope.a.as.§X = \"A\"\nscope.a.env.B = \"1\"\nscope.a.as.C = \"C\"\nscope.a.env.«X = \"1\"",
  ])
  func `a variable has one definition`(text: String) {
    let marked = MarkedText(text.replacing("§", with: ""))
    let first = MarkedText(text.replacing("«", with: "").replacing("§", with: "«"))
    #expect(marked.error == .definedTwice("X", first: first.position, at: marked.position))
  }

  @Test func `order is that of the file for lists, of names for tables`() throws {
    let scope = try ScopeFile.parse(
      """
      [scope.a]
      secrets = ["B", "A", "B", "C_*", "A", "C_*"]
      as = { Z = "A", Y = "B" }
      env = { D = "1", C = "2" }
      keep = []
      """
    ).scope(named: "a")
    #expect(scope.secrets.map(\.text) == ["B", "A", "C_*"])
    #expect(scope.aliases.map(\.variable) == ["Y", "Z"])
    #expect(scope.environment.map(\.variable) == ["C", "D"])
    #expect(scope.keep.isEmpty)
  }
}
