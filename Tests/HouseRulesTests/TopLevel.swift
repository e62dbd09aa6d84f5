// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestKit

/// What stands at the top of the repository.
enum TopLevel {
  static let allowed: Set = [
    "Package.swift", "Sources", "Tests", "Examples", "README.md", "LICENSE",
  ]

  /// The names at the top that git knows; of the folder itself where there is no repository.
  static func names() throws -> Set<String> {
    let git = try ChildProcess.run(
      "git", ["-c", "safe.directory=*", "ls-files"], in: SourceTree.root)
    guard git.status == .exited(0) else {
      let names = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root)
      return Set(names).subtracting(["Package.resolved"])
    }
    let lines = String(decoding: git.output, as: UTF8.self).split(separator: "\n")
    return Set(lines.compactMap { $0.split(separator: "/").first.map(String.init) })
  }

  /// The names that have no place there.
  static func violations(_ names: Set<String>) -> [String] {
    names.filter { !$0.hasPrefix(".") && !allowed.contains($0) }.sorted()
  }
}
