// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestKit
import Testing

@testable import Scoping

/// Help says everything that is accepted.
struct HelpTests {
  private static func help(_ words: String...) throws -> String {
    let launch = Launch(
      program: BinaryUnderTest.path,
      arguments: (["secrun", "help"] + words).map { Array($0.utf8) },
      environment: [], folder: NSTemporaryDirectory())
    let child = try ChildProcess(launch)
    try #require(child.wait(seconds: 60))
    return String(decoding: child.output, as: UTF8.self)
  }

  @Test func `every key of secrun.toml is explained`() throws {
    let text = try Self.help("secrun.toml")
    for key in FileKey.names + ScopeKey.names {
      let line = key == "scope" ? "\n  [scope.NAME] " : "\n  \(key) = "
      #expect(text.contains(line), "\(key)")
    }
    for key in RedactionRules.Key.allCases {
      #expect(text.contains(/redact = \{.*\}/) && text.contains("\(key.rawValue) = "))
    }
    let page = try Self.help("--man", "secrun.toml")
    for key in ScopeKey.names {
      #expect(
        page.contains("\n\(key.replacing("-", with: "\\-")) = ")
          || page.contains("  \(key.replacing("-", with: "\\-")) = "), "\(key)")
    }
  }

  @Test func `every key of the user's settings is explained`() throws {
    let text = try Self.help("secrun.toml")
    for table in UserSettingsReader.Table.allCases {
      #expect(text.contains("\n  [\(table.rawValue)]\n"), "\(table)")
    }
    let keys =
      UserSettingsReader.AuditKey.allCases.map(\.rawValue)
      + UserSettingsReader.IdentityKey.allCases.map(\.rawValue)
    for key in keys { #expect(text.contains("\n  \(key) = "), "\(key)") }
  }
}
