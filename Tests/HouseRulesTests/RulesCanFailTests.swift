// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

/// Each rule finds what breaks it, and nothing else.
struct RulesCanFailTests {
  private func file(_ text: String, target: String = "Running") -> SourceFile {
    SourceFile(path: "Sources/\(target)/Sample.swift", text: text)
  }

  @Test(arguments: [
    "let x = unsafe read()", "let p: UnsafeRawPointer", "a.withUnsafeBytes { _ in }",
    "nonisolated(unsafe) var x = 1", "final class A: @unchecked Sendable {}",
    "unsafeBitCast(a, to: Int.self)", #"print("\(unsafe x)")"#,
  ])
  func `unsafe code is found outside the doors`(text: String) {
    #expect(HouseRules.unsafeOutsideTheDoors([file(text)]).count == 1)
    #expect(HouseRules.unsafeOutsideTheDoors([file(text, target: "SecretMemory")]).isEmpty)
  }

  @Test(arguments: [
    "// unsafe", "/* withUnsafe /* */ unsafe */", #"let s = "unsafe""#, "func `unsafe`() {}",
  ])
  func `comments and texts do not count`(text: String) {
    #expect(HouseRules.unsafeOutsideTheDoors([file(text)]).isEmpty)
  }

  @Test func `redaction has one unsafe file, not two`() {
    let first = SourceFile(path: "Sources/Redaction/Loop.swift", text: "unsafe a\nunsafe b")
    let second = SourceFile(path: "Sources/Redaction/Other.swift", text: "unsafe c")
    #expect(HouseRules.unsafeOutsideTheDoors([first]).isEmpty)
    #expect(HouseRules.unsafeOutsideTheDoors([first, second]).count == 1)
  }

  @Test func `a long file and a long function are found`() {
    let lines = String(repeating: "let a = 1\n", count: 400)
    #expect(HouseRules.tooLong([file(lines)]).isEmpty)
    #expect(HouseRules.tooLong([file(lines + "let b = 2\n")]).count == 1)
    let body = String(repeating: "  a()\n", count: 38)
    #expect(HouseRules.tooLong([file("func short() {\n\(body)}\n")]).isEmpty)
    #expect(HouseRules.tooLong([file("func long() {\n\(body)  a()\n}\n")]).count == 1)
  }

  @Test func `the median is the middle length`() {
    let lengths = [3, 500, 1]
    let files = lengths.map { file(String(repeating: "\n", count: $0)) }
    #expect(HouseRules.medianLength(files) == 3)
  }

  @Test(arguments: [
    "import Foundation", "@preconcurrency import Foundation", "internal import Foundation",
    "import struct Foundation.Data", "package import Dispatch", "import CSodium",
  ])
  func `an import that the design does not allow is found`(text: String) {
    #expect(ImportRules.violations([file(text)]).count == 1)
  }

  @Test(arguments: ["import SecretStore", "package import Scoping", "// import Foundation"])
  func `an import that it allows is not`(text: String) {
    #expect(ImportRules.violations([file(text)]).isEmpty)
  }

  @Test func `redaction may call libc from its unsafe file only`() {
    #expect(ImportRules.violations([file("import Glibc", target: "Redaction")]).count == 1)
    let loop = file("import Glibc\nlet a = unsafe memchr(b, 0, 1)", target: "Redaction")
    #expect(ImportRules.violations([loop]).isEmpty)
  }

  @Test func `stages do not know each other`() {
    #expect(ImportRules.violations([file("import Spawning", target: "Redaction")]).count == 1)
    #expect(ImportRules.violations([file("import SecretMemory", target: "Scoping")]).count == 1)
  }

  @Test(arguments: [
    "package struct A {}", "struct A {\n  package let b: Int\n}", "// no\npackage func a() {}",
    "/// yes\n\npackage func a() {}", "@inlinable\npackage func a() {}",
    "package final class A {}", "@MainActor package init() {}", "package static let a = 1",
  ])
  func `a declaration without documentation is found`(text: String) {
    #expect(HouseRules.undocumented([file(text)]).count == 1)
  }

  @Test(arguments: [
    "/// yes\npackage struct A {}", "/// yes\n@inlinable\npackage func a() {}",
    "package static func < (a: A, b: A) -> Bool {", "/** yes */\npackage let a = 1",
    "package import Scoping", "struct A {}",
    "let a = \"\"\"\n  package struct A {}\n  \"\"\"",
  ])
  func `a documented one is not`(text: String) {
    #expect(HouseRules.undocumented([file(text)]).isEmpty)
  }

  @Test func `a stranger at the top level is found`() {
    #expect(
      TopLevel.violations([".ci", "Sources", "notes.md", "Makefile"]) == ["Makefile", "notes.md"])
  }

  @Test func `unfinished marks are found`() {
    #expect(HouseRules.unfinished(path: "a", text: "x\n// TO" + "DO: y\n#FIX" + "ME\n").count == 2)
    #expect(HouseRules.unfinished(path: "a", text: "TO" + "DOS mktemp XX" + "XXXX").isEmpty)
  }

  @Test func `a file without a licence is found`() {
    let line = "SPDX-License-Identifier: Apache-2.0"
    #expect(HouseRules.unlicensed(path: "a.swift", text: "import A\n\n// \(line)\n"))
    #expect(HouseRules.unlicensed(path: "run", text: "#!/bin/sh\ntrue\n"))
    #expect(!HouseRules.unlicensed(path: "run", text: "#!/bin/sh\n# \(line)\n"))
    #expect(!HouseRules.unlicensed(path: "a.swift", text: "// \(line)\n"))
    #expect(!HouseRules.unlicensed(path: "cases.jsonl", text: "{}\n"))
  }

  @Test func `ICU in a program is found`() {
    #expect(
      ReleaseBinary.signsOfICU(in: Array("..$s14_FoundationICU..".utf8)) == ["_FoundationICU"])
    #expect(ReleaseBinary.signsOfICU(in: Array("difficult, FoundationEssentials".utf8)) == [])
  }

  @Test func `the libraries of a program are read`() throws {
    let shell = try #require(ProgramPath.find("sh"))
    #expect(try ReleaseBinary.neededLibraries(of: shell).contains("libc.so.6"))
  }
}
