// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct NarrowingTests {
  private static let body = """
    secrets = ["REQ", "GITHUB_*"]
    optional = ["OPT", "GONE"]
    as = { KEY = "API" }
    """
  private static let store = ["API", "GITHUB_A", "GITHUB_B", "OPT", "OTHER", "REQ"]

  private func globs(_ text: String) throws -> [Glob] {
    try text.split(separator: " ").map { try Glob(String($0)) }
  }

  @Test(arguments: [
    ("", "", "GITHUB_A GITHUB_B KEY OPT REQ"), ("REQ", "", "REQ"), ("KEY", "", "KEY"),
    ("API", "", "KEY"), ("GITHUB_*", "", "GITHUB_A GITHUB_B"), ("GITHUB_A", "", "GITHUB_A"),
    ("REQ OPT", "", "OPT REQ"), ("*", "", "GITHUB_A GITHUB_B KEY OPT REQ"), ("K* A*", "", "KEY"),
    ("", "REQ", "GITHUB_A GITHUB_B KEY OPT"), ("", "KEY", "GITHUB_A GITHUB_B OPT REQ"),
    ("", "API", "GITHUB_A GITHUB_B OPT REQ"), ("", "GITHUB_*", "KEY OPT REQ"), ("", "*", ""),
    ("", "NOTHING_*", "GITHUB_A GITHUB_B KEY OPT REQ"),
    ("", "OTHER*", "GITHUB_A GITHUB_B KEY OPT REQ"),
    ("GITHUB_*", "GITHUB_A", "GITHUB_B"), ("REQ", "REQ", ""), ("GONE", "", ""), ("G?N?", "", ""),
    ("", "GONE", "GITHUB_A GITHUB_B KEY OPT REQ"),
  ])
  func `takes away, by the secret's name or the variable's`(
    only: String, except: String, expected: String
  ) throws {
    let scope = try ScopeSelectingTests.scope(Self.body)
    let selection = try scope.select(from: Self.store, only: globs(only), except: globs(except))
    #expect(selection.injections.map(\.variable).joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("OTHER", "", "OTHER", nil), ("REQQ", "", "REQQ", "REQ"), ("", "REQQ", "REQQ", "REQ"),
    ("GITHUB_C", "", "GITHUB_C", "GITHUB_A"), ("", "GITHUB_C", "GITHUB_C", "GITHUB_A"),
    ("KEYS", "", "KEYS", "KEY"), ("REQ OTHER", "", "OTHER", nil), ("req", "", "req", "REQ"),
    ("*", "OTHER", "OTHER", nil),
  ])
  func `a plain name outside the scope is refused`(
    only: String, except: String, name: String, nearest: String?
  ) throws {
    let scope = try ScopeSelectingTests.scope(Self.body)
    #expect(throws: ScopingError.outsideScope(name, scope: "s", nearest: nearest)) {
      try scope.select(from: Self.store, only: globs(only), except: globs(except))
    }
  }

  @Test(arguments: ["OTHER*", "X*", "REQ X*", "?"])
  func `an only that matches nothing is refused`(only: String) throws {
    let scope = try ScopeSelectingTests.scope(Self.body)
    let last = only.split(separator: " ").last.map(String.init) ?? ""
    #expect(throws: ScopingError.matchesNothing(last, scope: "s")) {
      try scope.select(from: Self.store, only: globs(only))
    }
  }

  @Test func `under a star a misspelt except is still refused`() throws {
    let scope = try ScopeSelectingTests.scope("secrets = [\"*\"]")
    #expect(throws: ScopingError.outsideScope("OTHR", scope: "s", nearest: "OTHER")) {
      try scope.select(from: Self.store, except: globs("OTHR"))
    }
  }

  @Test(arguments: [("OPT", ""), ("", "REQ"), ("", "R*"), ("KEY", ""), ("*T", "")])
  func `a required name that is narrowed away is not missing`(
    only: String, except: String
  ) throws {
    let scope = try ScopeSelectingTests.scope(Self.body)
    _ = try scope.select(
      from: ["API", "OPT", "OTHER"], only: globs(only), except: globs(except))
  }

  @Test func `one that stays is missing, and only that`() throws {
    let scope = try ScopeSelectingTests.scope("secrets = [\"A\", \"B\"]\nas = { V = \"C\" }")
    let missing = [MissingSecret(name: "B", nearest: nil), MissingSecret(name: "C", nearest: nil)]
    #expect(throws: ScopingError.missingSecrets(missing, scope: "s")) {
      try scope.select(from: [], except: globs("A"))
    }
  }

  @Test func `taking an alias away does not bring back the secret whose name it has`() throws {
    let scope = try ScopeSelectingTests.scope("secrets = [\"A\", \"B\"]\nas = { A = \"B\" }")
    #expect(try scope.select(from: ["A", "B"], except: globs("B")).injections.isEmpty)
  }

  @Test func `nothing given on the command line widens any scope`() throws {
    var generator = SplitMix(state: 3)
    let names = ["A", "B", "AB", "BA", "AA"]
    for _ in 0..<2000 {
      var scope = Scope(name: "s")
      scope.secrets = [Glob].random(&generator)
      scope.optional = [Glob].random(&generator)
      scope.aliases = ["A", "X"].map { Alias(variable: $0, secret: names.randomElement() ?? "") }
      guard let whole = try? scope.select(from: names) else { continue }
      let (only, except) = ([Glob].random(&generator), [Glob].random(&generator))
      guard let narrowed = try? scope.select(from: names, only: only, except: except) else {
        continue
      }
      #expect(Set(narrowed.injections).isSubset(of: whole.injections))
      let isRight = narrowed.injections.allSatisfy { injection in
        let isSeen = { (glob: Glob) in
          glob.matches(injection.variable) || glob.matches(injection.secret)
        }
        return !except.contains(where: isSeen) && (only.isEmpty || only.contains(where: isSeen))
      }
      #expect(isRight)
    }
  }
}

extension [Glob] {
  fileprivate static func random(_ generator: inout SplitMix) -> [Glob] {
    (0..<Int.random(in: 0...2, using: &generator)).compactMap { _ in
      try? Glob(generator.text(of: "AB*?", length: 1...2))
    }
  }
}
