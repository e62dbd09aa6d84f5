// SPDX-License-Identifier: Apache-2.0

import ChildEnvironment
import SecretMemory
import Testing

struct EnvironmentRulesTests {
  private static func inherited(_ names: [String]) -> [InheritedVariable] {
    names.enumerated().map { InheritedVariable(name: Array($1.utf8), index: $0) }
  }

  private static func kept(
    _ names: [String], _ inheritance: EnvironmentRules.Inheritance = .all, replaced: [String] = []
  ) -> [Int] {
    EnvironmentRules(inheritance).kept(inherited(names), replaced: replaced).map(\.index)
  }

  @Test func `everything is kept in its order but what is replaced`() {
    #expect(Self.kept(["B", "A", "C"]) == [0, 1, 2])
    #expect(Self.kept(["B", "A", "C"], replaced: ["A", "X"]) == [0, 2])
    #expect(Self.kept(["A", "AA", "a", "A "], replaced: ["A"]) == [1, 2, 3])
    #expect(Self.kept([]).isEmpty)
  }

  @Test func `secrun's own variables never pass, whatever the rules say`() {
    let names = ["SECRUN_KEY", "SECRUN_", "SECRUN_IDENTITY", "SECRUN", "XSECRUN_A", "secrun_a"]
    #expect(Self.kept(names) == [3, 4, 5])
    #expect(Self.kept(names, .matching { _ in true }) == [3, 4, 5])
  }

  @Test func `only the names that match are kept, and those replaced are not`() {
    let starts: EnvironmentRules.Inheritance = .matching { $0.starts(with: "L".utf8) }
    #expect(Self.kept(["LANG", "HOME", "LC_ALL"], starts) == [0, 2])
    #expect(Self.kept(["LANG", "HOME", "LC_ALL"], starts, replaced: ["LANG"]) == [2])
    #expect(Self.kept(["LANG", "HOME"], .matching { _ in false }).isEmpty)
  }

  @Test func `of two variables of one name the first is kept, as getenv finds it`() {
    #expect(Self.kept(["A", "B", "A", "A"]) == [0, 1])
    #expect(Self.kept(["A", "B", "A"], replaced: ["A"]) == [1])
  }

  @Test func `a string without an equals sign is no variable and hides none`() {
    let inherited = [
      InheritedVariable(name: [0x41], index: 0, hasValue: false),
      InheritedVariable(name: [0x41], index: 1),
    ]
    #expect(EnvironmentRules(.all).kept(inherited, replaced: []) == inherited)
  }

  @Test func `names that are not UTF-8 are compared byte by byte`() {
    let inherited = [
      InheritedVariable(name: [0xFF], index: 0), InheritedVariable(name: [0xFE], index: 1),
      InheritedVariable(name: [0x65, 0xCC, 0x81], index: 2),
    ]
    let kept = EnvironmentRules(.all).kept(inherited, replaced: ["\u{FFFD}", "\u{e9}"])
    #expect(kept == inherited)
  }
}
