// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct ScopeTemplateTests {
  private static func uncommented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let isExample = line.hasPrefix("#") && !line.hasPrefix("# ")
      return String(isExample ? line.dropFirst() : line)
    }.joined(separator: "\n")
  }

  @Test func `the template is one scope with every name`() throws {
    let file = try ScopeFile.parse(ScopeFile.template())
    var expected = ScopeFile.everything
    expected.store = "secrun.store"
    #expect(file == expected)
  }

  @Test func `every example in it is valid`() throws {
    let file = try ScopeFile.parse(Self.uncommented(ScopeFile.template()))
    #expect(file.defaultScope == "default")
    #expect(file.scopeNames == ["agent", "default"])
    let scope = try file.scope()
    #expect(!scope.optional.isEmpty && !scope.aliases.isEmpty && !scope.environment.isEmpty)
    #expect(scope.inherit == .clean && scope.keep == Scope.defaultKeep)
  }

  @Test(arguments: ["", "# "])
  func `each line alone is valid too`(prefix: String) throws {
    let lines = ScopeFile.template().split(separator: "\n").map(String.init)
    let ofDefault = lines.prefix { !$0.hasPrefix("#[") }
    for (index, line) in ofDefault.enumerated() where line.hasPrefix("#") && !line.hasPrefix("# ") {
      var one = lines
      one[index] = prefix + line.dropFirst()
      #expect(throws: Never.self, "\(line)") {
        try ScopeFile.parse(one.joined(separator: "\n"))
      }
    }
  }

  @Test(arguments: ["../other.store", "a \"b\" \\ c", "größe", "tab\there"])
  func `it names the store whatever its path`(store: String) throws {
    #expect(try ScopeFile.parse(ScopeFile.template(store: store)).store == store)
  }

  @Test func `it fits a terminal`() {
    #expect(ScopeFile.template().split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}
