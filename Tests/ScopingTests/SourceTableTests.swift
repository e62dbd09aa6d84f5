// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

/// Tables are internal: they are seen through scopes and the places of errors.
struct SourceTableTests {
  @Test(
    arguments: [
      "«bad = 1",
      "\"store\" = \"s\"\n  «bad = 1",
      "# bad\n\n\t«bad = 1",
      "store = \"bad = 1\"\n«bad = 1",
      "store = 'it is # \\'\n«bad = 1",
      "store = \"\"\"\nbad = 1\n\"\"\"\n«bad = 1",
      "store = \"\"\"x\"\"\"\"\" # \"\n«bad = 1",
      "store = '''\n\"bad''' # '\n«bad = 1",
      "store = \"\\\"\" # \"\n«bad = 1",
      "store = \"größe\" # größe\n«bad = 1",
      "store = \"\"\"a \\\n   b\"\"\"\n«bad = 1",
      "[scope.a]\nsecrets = [\n  \"A\", # ] bad\n  'B',\n]\n[«bad]",
      "[scope.a]\nas = { X = \"A\" }\n[ scope . b ]\n[ «bad . c ]",
      "«bad.x = 1\nbad.y = 2",
      "store = \"s\"\r\n\r\n«bad = 1\r\n",
      "\u{FEFF}«bad = 1",
      "«\"b\\u0061d\" = 1",
      "«'bad' = 1",
      "«bad.store = 1",
      "«bad = 1979-05-27T07:32:00 # x",
      "«bad = { x = [1, 2, { y = \"}\" }], z.w = 1 }",
    ].map(MarkedText.init))
  func `finds a key at the top`(marked: MarkedText) {
    #expect(
      marked.error
        == .unknownKey("bad", scope: nil, nearest: nil, at: marked.position))
  }

  @Test(
    arguments: [
      "[scope.agent]\n«wrong = 1",
      "[scope.\"agent\"]\n«wrong = 1",
      "[scope.'agent']\nsecrets = []\n  «\"wrong\" = 1",
      "[scope]\nagent.«wrong = 1",
      "[scope]\nagent = { secrets = [\"A\"], «wrong = 1 }",
      "scope = { agent = { «wrong = 1 } }",
      "scope = { \"agent\" = { env = { A = \"}\" }, «wrong = 1 } }",
      "scope.agent.«wrong = 1",
      "scope . \"agent\" . «wrong = 1",
      "scope.agent.secrets = [\n# wrong ]\n\"A\", \"B\"\n]\nscope.agent.«wrong = [ [1], [2] ]",
      "[scope.agent.«wrong]\nx = 1",
      "[scope.agent.«wrong.deeper.still]\nx = 1",
      "[scope.other]\nsecrets = []\n[scope.agent]\n«wrong = 1",
      "[scope.agent.env]\nwrong = \"1\"\n[scope.agent]\n«wrong = 1",
      "scope.b.inherit = \"all\"\nscope.agent = {secrets=[\"A\"] , «wrong={}}",
    ].map(MarkedText.init))
  func `finds a key of a scope`(marked: MarkedText) {
    #expect(
      marked.error
        == .unknownKey("wrong", scope: "agent", nearest: nil, at: marked.position))
  }

  @Test(
    arguments: [
      "scope.agent.secrets = [\"A\", «1]",
      "[scope.agent]\nsecrets = [\n  \"A\", # 1\n\n  \"B\", \"C\",«1,\n]",
      "scope = { agent = { secrets = [ 'A' , «1 ] } }",
      "scope.agent.env = { A = \"größe\" }\nscope.agent.secrets = [\"A\",\t«1]",
    ].map(MarkedText.init))
  func `finds an item of a list`(marked: MarkedText) {
    #expect(
      marked.error
        == .wrongType(
          "secrets", expected: "a name in quotes", found: "a number", at: marked.position)
    )
  }

  @Test(
    arguments: [
      "[scope.agent]\nenv = { A = \"1\", B = «true }",
      "[scope.agent.env]\nB =   «true",
      "[scope.agent]\nenv.A = \"=\"\nenv.B=«true",
      "scope.agent.env.\"B\" = «true",
    ].map(MarkedText.init))
  func `finds a value of a table`(marked: MarkedText) {
    #expect(
      marked.error
        == .wrongType(
          "B", expected: "a text in quotes", found: "a boolean", at: marked.position))
  }

  @Test(arguments: [
    "[scope.agent]\nsecrets = [\"A\"]", "scope.agent.secrets = [\"A\"]",
    "[scope.\"agent\"]\nsecrets = ['A']", "[scope]\nagent = { secrets = [\"A\"] }",
    "scope = { agent = { secrets = [ \"A\", ] } }", "scope.agent = {secrets=[\n'A' # x\n,\n]}",
    "[ scope . 'agent' ]\n\"secrets\" = [\"A\"]", "[scope]\nagent.secrets = [\"A\"]",
    "[scope.agent.env]\n[scope.agent]\nsecrets = [\"A\"]",
    "[scope.agent]\n\"s\\u0065crets\" = [\"A\"]",
    "scope.agent.secrets = [\"A\"]\n[scope.agent.env]",
    "[scope]\n[scope.agent]\nenv = {}\nsecrets = [\"\"\"A\"\"\", 'A']",
  ])
  func `all ways to write a scope are one`(text: String) throws {
    var scope = Scope(name: "agent")
    scope.secrets = [try Glob("A")]
    #expect(try ScopeFile.parse(text) == ScopeFile(scopes: [scope]))
  }

  @Test(arguments: [
    ("store = \"a\"\n«store = \"b\"", "store", 1), ("[scope.a]\n\n[scope.«a]", "a", 1),
    ("scope.a.inherit = \"all\"\n[scope.«a]", "a", 1),
    ("scope.a.inherit = \"all\"\n[«scope]", "scope", 1),
    ("[scope.a]\nas = { X = \"A\", «X = \"B\" }", "X", 2),
    ("[scope.a]\nsecrets = []\n«\"secrets\" = []", "secrets", 2),
    ("[scope.a]\nenv = { A = \"1\" }\n[scope.a.«env]\nB = \"2\"", "env", 2),
    ("[scope.a]\nenv = { A = \"1\" }\n«env.B = \"2\"", "env", 2),
    ("[scope.a.env]\nA = \"1\"\n[scope.a]\n«env.B = \"2\"", "env", 1),
    ("[scope.a.env]\nA = \"1\"\n[scope]\n«a.inherit = \"all\"", "a", 1),
    ("scope = {}\n[«scope.a]", "scope", 1), ("store = \"s\"\n[«store.x]", "store", 1),
    ("store = \"s\"\n«store.x = 1", "store", 1), ("store = \"s\"\n[«store]", "store", 1),
    ("scope = { a.env = {} }\n[«scope.a.env]", "scope", 1),
  ])
  func `nothing can be said twice`(text: String, name: String, line: Int) {
    let marked = MarkedText(text)
    let reason = "'\(name)' is defined already, on line \(line)"
    #expect(marked.error == .syntax(reason: reason, at: marked.position))
  }
}
