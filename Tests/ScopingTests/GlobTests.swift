// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct GlobTests {
  @Test(arguments: [
    ("A", "A", true), ("A", "a", false), ("A", "AB", false), ("AB", "A", false), ("A", "", false),
    ("*", "", true), ("*", "ANY", true), ("**", "ANY", true), ("?", "A", true), ("?", "", false),
    ("?", "AB", false), ("A*", "A", true), ("A*", "AB", true), ("A*", "BA", false),
    ("*A", "A", true), ("*A", "BA", true), ("*A", "AB", false), ("*A", "ABA", true),
    ("A*B", "AB", true), ("A*B", "AXXB", true), ("A*B", "ABX", false), ("A*B", "A", false),
    ("A?B", "AXB", true), ("A?B", "AB", false), ("A?*", "A", false), ("A?*", "AX", true),
    ("*A*", "A", true), ("*A*", "BAB", true), ("*A*", "BB", false),
    ("*AB*AB", "ABAB", true), ("*AB*AB", "AB", false), ("*AB*AB", "ABXABYAB", true),
    ("LC_*", "LC_ALL", true), ("LC_*", "LC", false), ("*_KEY", "API_KEY", true),
    ("*_KEY", "API_KEYS", false), ("GITHUB_*", "github_token", false), ("9*", "9A", true),
  ])
  func `matches from end to end`(pattern: String, name: String, expected: Bool) throws {
    let glob = try Glob(pattern)
    let bytes = Array(name.utf8)
    #expect(glob.matches(name) == expected)
    #expect(glob.matches(bytes) == expected)
    #expect(glob.matches(bytes.span) == expected)
  }

  @Test(arguments: ["A", "a_1", "_", "__*", "*", "?", "A?", String(repeating: "?", count: 127)])
  func `takes the characters of names, stars and question marks`(pattern: String) throws {
    let glob = try Glob(pattern)
    #expect(glob.text == pattern)
    #expect(glob.isPlain == !pattern.contains { "*?".contains($0) })
  }

  @Test(arguments: [
    "", " ", "A ", "A-B", "A.*", "[A]*", "A/*", "Ä", "*é", "A=B", "A\0", "\0*", "1A", "{A,B}",
    "!A*",
    "\\*", "A\n", String(repeating: "A", count: 129), String(repeating: "*", count: 128),
  ])
  func `refuses everything else`(pattern: String) {
    let shown = PrintableText.escaped(pattern)
    #expect(throws: ScopingError.invalidName(shown, .glob, at: nil)) { try Glob(pattern) }
  }

  @Test(arguments: [
    ("A*", [0x41, 0xFF, 0xFE], true), ("A?", [0x41, 0xFF], true),
    ("A??", [0x41, 0xC3, 0xA4], true),
    ("A?", [0x41, 0xC3, 0xA4], false), ("*A", [0x80, 0x00, 0x41], true), ("A", [0xC1], false),
    ("A*", [0xC1], false), ("?", [0xFF], true), ("BASH_*", Array("BASH_FUNC_x%%".utf8), true),
  ])
  func `matches bytes that are not UTF-8`(pattern: String, name: [UInt8], expected: Bool) throws {
    let glob = try Glob(pattern)
    #expect(glob.matches(name) == expected)
    #expect(glob.matches(name[...]) == expected)
    #expect(glob.matches(name.span) == expected)
  }

  @Test func `the longest pattern reaches its last state`() throws {
    let glob = try Glob(String(repeating: "?", count: 127))
    #expect(glob.matches(String(repeating: "A", count: 127)))
    #expect(!glob.matches(String(repeating: "A", count: 126)))
    #expect(!glob.matches(String(repeating: "A", count: 128)))
  }

  @Test func `a long name costs no more with many stars`() throws {
    let glob = try Glob(String(repeating: "*A", count: 60) + "*B")
    let name = [UInt8](repeating: UInt8(ascii: "A"), count: 100_000)
    #expect(!glob.matches(name))
    #expect(glob.matches(name + [UInt8(ascii: "B")]))
  }

  @Test func `agrees with a matcher that tries everything`() throws {
    var generator = SplitMix(state: 7)
    for _ in 0..<20_000 {
      let pattern = generator.text(of: "AB*?", length: 1...6)
      let name = generator.text(of: "AB", length: 0...7)
      let matches = try Glob(pattern).matches(name)
      #expect(matches == Self.tryAll(pattern[...], name[...]), "\(pattern) \(name)")
    }
  }

  private static func tryAll(_ pattern: Substring, _ name: Substring) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    if first == "*" {
      return tryAll(pattern.dropFirst(), name)
        || !name.isEmpty && tryAll(pattern, name.dropFirst())
    }
    guard let byte = name.first, first == "?" || first == byte else { return false }
    return tryAll(pattern.dropFirst(), name.dropFirst())
  }
}
