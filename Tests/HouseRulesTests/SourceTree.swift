// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The files of this package.
enum SourceTree {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Every Swift file below a folder of the package.
  static func swiftFiles(below folder: String) -> [SourceFile] {
    files(below: folder).filter { $0.hasSuffix(".swift") }.compactMap { path in
      guard let text = try? String(contentsOfFile: root + "/" + path, encoding: .utf8)
      else { return nil }
      return SourceFile(path: path, text: text)
    }
  }

  /// The path of every file below a folder of the package, from the package's root.
  static func files(below folder: String) -> [String] {
    let names = FileManager.default.subpaths(atPath: root + "/" + folder) ?? []
    return names.map { folder + "/" + $0 }.sorted()
  }
}
