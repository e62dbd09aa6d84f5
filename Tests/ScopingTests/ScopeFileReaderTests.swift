// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct ScopeFileReaderTests {
  @Test(arguments: [
    ("«stor = \"s\"", "stor", "store"), ("«Store = \"s\"", "Store", "store"),
    ("«default_scope = \"s\"", "default_scope", "default-scope"),
    ("[«scopes.agent]", "scopes", "scope"), ("«secrets = [\"A\"]", "secrets", nil),
    ("«\"a\\u001b[2K\" = 1", #"a\u001B[2K"#, nil), ("«\"\" = 1", "", nil),
    ("store = \"s\"\n«identity = {}", "identity", nil), ("[«audit]\npath = \"x\"", "audit", nil),
  ])
  func `an unknown key at the top is refused`(text: String, key: String, nearest: String?) {
    let marked = MarkedText(text)
    #expect(
      marked.error == .unknownKey(key, scope: nil, nearest: nearest, at: marked.position))
  }

  @Test(arguments: ["[«redact]\nskip = [\"A\"]", "store = \"s\"\n«redact.skip = []"])
  func `a key for later is refused, not ignored`(text: String) {
    let marked = MarkedText(text)
    #expect(marked.error == .notSupportedYet("redact", at: marked.position))
  }

  @Test(arguments: [
    ("store = «1", "store", "a text in quotes", "a number"),
    ("store = «[\"s\"]", "store", "a text in quotes", "a list"),
    ("[«store]", "store", "a text in quotes", "a table"),
    ("default-scope = «true", "default-scope", "a text in quotes", "a boolean"),
    ("scope = «\"agent\"", "scope", "a table", "a text"),
    ("scope.agent = «[]", "agent", "a table", "a list"),
    ("[scope]\nsecrets = «[\"A\"]", "secrets", "a table", "a list"),
  ])
  func `a value of another type is refused`(
    text: String, key: String, expected: String, found: String
  ) {
    let marked = MarkedText(text)
    #expect(
      marked.error == .wrongType(key, expected: expected, found: found, at: marked.position))
  }

  @Test(arguments: [("store = «\"\"", "store"), ("default-scope = «''", "default-scope")])
  func `an empty text is refused`(text: String, key: String) {
    let marked = MarkedText(text)
    #expect(marked.error == .empty(key, at: marked.position))
  }

  @Test(arguments: [
    ("[scope.«\"a b\"]", "a b"), ("[scope.«\"\"]", ""), ("scope.«'a.b' = {}", "a.b"),
    ("default-scope = «\"a*\"", "a*"), ("[scope.«\"é\"]", "é"),
    ("[scope.«" + String(repeating: "a", count: 65) + "]", String(repeating: "a", count: 65)),
  ])
  func `a scope's name follows its grammar`(text: String, name: String) {
    let marked = MarkedText(text)
    #expect(marked.error == .invalidName(name, .scope, at: marked.position))
  }

  @Test(arguments: [
    ("default-scope = «\"agnet\"\n[scope.agent]", "agnet", "agent"),
    ("[scope.agent]\n[scope.x]\nenv = {}\n", "", nil),
    ("default-scope = «\"default\"", "default", nil),
  ])
  func `the default scope must exist`(text: String, name: String, nearest: String?) {
    let marked = MarkedText(text)
    let expected = ScopingError.noSuchScope(name, nearest: nearest, at: marked.position)
    #expect(marked.error == (name.isEmpty ? nil : expected))
  }

  @Test func `the first error in the file is the one reported`() {
    let marked = MarkedText("[scope.a]\n«wrong = 1\n[scope.b]\nalso = 1\n[last]")
    #expect(marked.error?.position == marked.position)
  }
}
