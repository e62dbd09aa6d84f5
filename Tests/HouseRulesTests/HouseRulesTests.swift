// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The rules of the house hold for this repository.
struct HouseRulesTests {
  static let sources = SourceTree.swiftFiles(below: "Sources")
  static let tests = SourceTree.swiftFiles(below: "Tests")

  @Test func `the source tree is found`() {
    #expect(Self.sources.contains { $0.path == "Sources/secrun/Secrun.swift" })
    #expect(Self.tests.contains { $0.path == "Tests/HouseRulesTests/HouseRulesTests.swift" })
  }

  @Test func `unsafe stays behind the two doors`() {
    #expect(HouseRules.unsafeOutsideTheDoors(Self.sources) == [])
  }

  @Test func `files and functions are short`() {
    #expect(HouseRules.tooLong(Self.sources + Self.tests) == [])
    #expect(HouseRules.medianLength(Self.sources) <= 120)
  }

  @Test func `targets import what the design allows`() {
    #expect(ImportRules.violations(Self.sources) == [])
  }

  @Test func `the top level holds nothing else`() throws {
    #expect(TopLevel.violations(try TopLevel.names()) == [])
  }

  @Test func `package declarations are documented`() {
    #expect(HouseRules.undocumented(Self.sources) == [])
  }

  @Test func `nothing is left unfinished`() {
    let paths = ["Sources", "Tests", "Examples"].flatMap(SourceTree.files) + ["README.md"]
    let found = paths.flatMap { path in
      let text = try? String(contentsOfFile: SourceTree.root + "/" + path, encoding: .utf8)
      return HouseRules.unfinished(path: path, text: text ?? "")
    }
    #expect(found == [])
  }

  @Test func `every file names its licence`() {
    let paths = ["Sources", "Tests", "Examples"].flatMap(SourceTree.files)
    let found = paths.filter { path in
      let text = try? String(contentsOfFile: SourceTree.root + "/" + path, encoding: .utf8)
      return text.map { HouseRules.unlicensed(path: path, text: $0) } ?? false
    }
    #expect(found == [])
  }

  @Test(.enabled(if: ReleaseBinary.path != nil, "SECRUN_RELEASE_BINARY names no release build"))
  func `the release binary carries no ICU and needs no library`() throws {
    let path = try #require(ReleaseBinary.path)
    let bytes = try #require(FileManager.default.contents(atPath: path))
    #expect(ReleaseBinary.signsOfICU(in: Array(bytes)) == [])
    #expect(try ReleaseBinary.neededLibraries(of: path) == [])
    #expect(bytes.count <= ReleaseBinary.sizeLimit)
  }
}
