// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct PathPatternTests {
  @Test(arguments: [
    ("requirements.txt", "requirements.txt", true),
    ("./requirements.txt", "requirements.txt", true),
    ("requirements.txt", "a/requirements.txt", false), ("*.py", "agent.py", true),
    ("*.py", ".hidden.py", true), ("*.py", "a/agent.py", false), ("*.py", "agent.pyc", false),
    ("agent/**/*.py", "agent/a.py", true), ("agent/**/*.py", "agent/b/c/a.py", true),
    ("agent/**/*.py", "agent.py", false), ("agent/**/*.py", "other/agent/a.py", false),
    ("**/*.py", "a.py", true), ("**/*.py", "x/y/z/a.py", true), ("**", "a", true),
    ("**", "a/b/c", true), ("a/**", "a/b", true), ("a/**", "a/b/c", true), ("a/**", "b/a", false),
    ("a/**/b/**/c", "a/b/c", true), ("a/**/b/**/c", "a/x/b/y/z/c", true),
    ("a/**/b/**/c", "a/x/c", false), ("a?c", "abc", true), ("a?c", "ac", false),
    ("a*b*c", "a1b2b3c", true), ("a*b*c", "a1b2b3", false), ("*", "", true), ("[ab]", "a", false),
    ("größe.txt", "größe.txt", true), ("a**b", "axxb", true),
  ])
  func `matches whole paths`(pattern: String, path: String, matches: Bool) throws {
    let pattern = try #require(PathPattern(pattern))
    #expect(pattern.matches(path) == matches)
  }

  @Test(arguments: [
    "", "/etc/passwd", "a//b", "../a", "a/../b", "a/", ".", "a/./b",
    String(repeating: "a/", count: 40) + "a", String(repeating: "a", count: 2000),
  ])
  func `refuses what is not below a folder`(pattern: String) {
    #expect(PathPattern(pattern) == nil)
  }

  @Test func `knows which folders can hold a match`() throws {
    let pattern = try #require(PathPattern("a/*/c.txt"))
    let inside = pattern.state(after: "a", from: pattern.start)
    #expect(pattern.continues(inside) && !pattern.accepts(inside))
    #expect(pattern.state(after: "b", from: pattern.start) == 0)
    let deep = ["b", "c.txt"].reduce(inside) { pattern.state(after: $1, from: $0) }
    #expect(pattern.accepts(deep) && !pattern.continues(deep))
  }

  @Test func `many stars take no time`() throws {
    let pattern = try #require(PathPattern(String(repeating: "*a", count: 200) + "b"))
    #expect(!pattern.matches(String(repeating: "a", count: 4000)))
  }

  @Test func `a plain path has no wildcards`() throws {
    #expect(try #require(PathPattern("a/b.txt")).isPlain)
    #expect(try !#require(PathPattern("a/*.txt")).isPlain)
  }
}
