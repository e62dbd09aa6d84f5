// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct ScopeFileEditingTests {
  private static let added = [
    PlainVariable(variable: "PORT", value: "3000"),
    PlainVariable(variable: "NOTE", value: "a \"b\""),
  ]
  private static let pairs = "PORT = \"3000\", NOTE = \"a \\\"b\\\"\""

  private static let files: [(String, String?)] = [
    (
      "[scope.default]\nsecrets = [\"*\"]\n",
      "[scope.default]\nenv = { \(pairs) }\nsecrets = [\"*\"]\n"
    ),
    (
      "# c\n[scope.a]\nsecrets = []\n\n[ scope.default ] # d\n#env = { X = \"1\" }\n",
      "# c\n[scope.a]\nsecrets = []\n\n[ scope.default ] # d\nenv = { \(pairs) }\n#env = { X = \"1\" }\n"
    ),
    (
      "[scope.default]\nenv = { A = \"{\" }\n",
      "[scope.default]\nenv = { \(pairs), A = \"{\" }\n"
    ),
    ("[scope.default]\nenv={}\n", "[scope.default]\nenv={ \(pairs) }\n"),
    (
      "[scope.default.env]\nA = \"1\"\n[scope.b]\nenv = {}",
      "[scope.default.env]\nPORT = \"3000\"\nNOTE = \"a \\\"b\\\"\"\nA = \"1\"\n[scope.b]\nenv = {}"
    ),
    ("[scope.default]\nenv = { PORT = \"1\" }\n", nil),
    ("scope.default.secrets = []\n", nil),
    ("[scope.other]\n", nil),
    ("[scope.default]\nas = { PORT = \"A\" }\n", nil),
  ]

  @Test(arguments: files)
  func `plain variables are added and nothing else changes, or the text is left alone`(
    text: String, expected: String?
  ) throws {
    #expect(try ScopeFile.adding(Self.added, toScope: "default", in: text) == expected)
  }
}
