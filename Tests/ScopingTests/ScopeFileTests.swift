// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct ScopeFileTests {
  /// The file of the design document, as far as this version goes.
  static let example = """
    store = "secrun.store"
    default-scope = "agent"

    [scope.agent]
    secrets  = ["OPENAI_API_KEY", "GITHUB_*"]      # names or globs
    optional = ["SENTRY_DSN"]                      # missing is fine
    as       = { OPENAI_KEY = "OPENAI_API_KEY" }   # variable = secret
    env      = { LOG_LEVEL = "info" }              # plain values
    inherit  = "clean"                             # or "all"
    keep     = ["PATH", "HOME", "LC_*"]

    [scope.ci]
    secrets = ["*"]
    """

  @Test func `reads every key`() throws {
    var agent = Scope(name: "agent")
    agent.secrets = [try Glob("OPENAI_API_KEY"), try Glob("GITHUB_*")]
    agent.optional = [try Glob("SENTRY_DSN")]
    agent.aliases = [Alias(variable: "OPENAI_KEY", secret: "OPENAI_API_KEY")]
    agent.environment = [PlainVariable(variable: "LOG_LEVEL", value: "info")]
    agent.inherit = .clean
    agent.keep = [try Glob("PATH"), try Glob("HOME"), try Glob("LC_*")]
    var ci = Scope(name: "ci")
    ci.secrets = [try Glob("*")]
    let expected = ScopeFile(store: "secrun.store", defaultScope: "agent", scopes: [agent, ci])
    #expect(try ScopeFile.parse(Self.example) == expected)
    #expect(expected.scopeNames == ["agent", "ci"])
  }

  @Test(arguments: ["", "\n", "# nothing", "\u{FEFF}", "\r\n \t\r\n"])
  func `an empty file has no scope`(text: String) throws {
    #expect(try ScopeFile.parse(text) == ScopeFile(scopes: []))
  }

  @Test func `a scope starts from what the design says`() throws {
    let scope = try ScopeFile.parse("[scope.a]").scope(named: "a")
    #expect(scope.secrets.isEmpty && scope.optional.isEmpty && scope.aliases.isEmpty)
    #expect(scope.environment.isEmpty && scope.inherit == .all)
    #expect(
      scope.keep.map(\.text) == [
        "PATH", "HOME", "LANG", "LC_*", "TERM", "TZ", "USER", "SHELL", "TMPDIR",
      ])
  }

  @Test func `without a project file one scope has every name`() throws {
    let scope = try ScopeFile.everything.scope()
    #expect(scope.name == "default")
    #expect(
      try scope.select(from: ["B", "A"]).injections.map(\.variable) == ["A", "B"])
    #expect(try ScopeFile.parse("[scope.default]\nsecrets = [\"*\"]") == .everything)
  }

  @Test(arguments: [
    (ScopeFileTests.example, String?.none, "agent"), (ScopeFileTests.example, "ci", "ci"),
    ("[scope.default]\n[scope.a]", nil, "default"),
    ("default-scope = \"a\"\n[scope.default]\n[scope.a]", nil, "a"),
  ])
  func `a scope is found by name, else the default`(
    text: String, name: String?, expected: String
  ) throws {
    #expect(try ScopeFile.parse(text).scope(named: name).name == expected)
  }

  @Test(arguments: [
    (ScopeFileTests.example, String?.some("agnet"), "agnet", String?.some("agent")),
    (ScopeFileTests.example, "", "", nil), (ScopeFileTests.example, "default", "default", nil),
    ("[scope.defualt]", nil, "default", "defualt"), ("", nil, "default", nil),
    (ScopeFileTests.example, "CI", "CI", "ci"),
    (ScopeFileTests.example, "a\u{1B}", #"a\u001B"#, nil),
  ])
  func `an unknown scope is refused with the nearest`(
    text: String, name: String?, shown: String, nearest: String?
  ) throws {
    let file = try ScopeFile.parse(text)
    #expect(throws: ScopingError.noSuchScope(shown, nearest: nearest, at: nil)) {
      try file.scope(named: name)
    }
  }
}
