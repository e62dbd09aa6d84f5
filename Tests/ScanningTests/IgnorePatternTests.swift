// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scanning
import TestKit
import Testing

struct IgnorePatternTests {
  private static let patterns = [
    "a", "/a", "a/", "/a/", "a/b", "a/*", "a/**", "**/a", "**/a/b", "a/**/b", "/**/b", "*.log",
    "/*.log", "b/*.log", "*", "/*", "**", "a*", "*a", "*a*b*", "?", "a?c", "[ab]", "[!ab]", "[^a]",
    "[a-c]x", "[]x]", "[a", "\\*", "\\!a", "\\#a", "# a", "", "   ", "a ", "a\\ ", "!a", "**b",
    "a**",
    "a**b/c", "/", "//", "a//b", "b/", "a/b/", "x.log/", "*/b", "*/*/c", "a/*/c", "a\r", "[a-]",
    "[-a]", "[\\]]", "a\\b", "**/", "/**", "a/**/**/c", "b/**/c/",
  ]
  private static let names = [
    "a", "b", "c", "ab", "abc", "x.log", "#a", "!a", "*", "]", "x", "-", "ax", "a ", "a/b", "a/c",
    "a/b/c", "a/x.log", "b/a", "b/x.log", "b/c/d", "x.log/c", "c/a/b", "c/b/c", "[a", "a/x/y/b",
    "axxb/c",
    "x/a/b/c", "x/*/c", "b/c/e/c/f",
  ]

  /// Those that are no folders of others.
  private static let files = names.filter { name in !names.contains { $0.hasPrefix(name + "/") } }

  @Test(arguments: patterns)
  func `a line means what git takes it to mean`(_ line: String) throws {
    let folder = try Self.repository(ignoring: line)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try ChildProcess.run(
      "git", ["ls-files", "-z", "--others", "--exclude-standard"], in: folder)
    #expect(run.status == .exited(0))
    let names = String(decoding: run.output, as: UTF8.self).split(separator: "\0").map(String.init)
    let kept = Set(names).subtracting([".gitignore"])
    let pattern = IgnorePattern(line.utf8)
    let own = Self.files.filter { !Self.isIgnored($0, pattern) }
    #expect(Set(own).symmetricDifference(kept) == [])
  }

  /// As a walk does it: nothing below an ignored folder is seen.
  private static func isIgnored(_ file: String, _ pattern: IgnorePattern?) -> Bool {
    guard let pattern, !pattern.isNegated else { return false }
    let names = file.split(separator: "/").map { Array($0.utf8) }
    return (1...names.count).contains { count in
      pattern.matches(Array(names.prefix(count)), isFolder: count < names.count)
    }
  }

  private static func repository(ignoring line: String) throws -> String {
    let folder =
      FileManager.default.temporaryDirectory.path + "/ignore-\(UInt64.random(in: 0 ... .max))"
    for file in files {
      let path = folder + "/" + file
      try FileManager.default.createDirectory(
        atPath: URL(filePath: path).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      #expect(FileManager.default.createFile(atPath: path, contents: Data()))
    }
    try Data((line + "\n").utf8).write(to: URL(filePath: folder + "/.gitignore"))
    #expect(try ChildProcess.run("git", ["init", "-q"], in: folder).status == .exited(0))
    return folder
  }

  @Test func `matching takes no longer for a line that is made to`() {
    let stars = String(repeating: "*a", count: 40) + "*b"
    let name = [UInt8](repeating: UInt8(ascii: "a"), count: 200)
    #expect(IgnorePattern(stars.utf8)?.matches([name], isFolder: false) == false)
    let folders = String(repeating: "**/a/", count: 40) + "b"
    let path = [[UInt8]](repeating: [UInt8(ascii: "a")], count: 200)
    #expect(IgnorePattern(folders.utf8)?.matches(path, isFolder: false) == false)
  }
}
