// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A golden script: command lines, then files after `-- name --` markers.
struct Script: Sendable, CustomTestStringConvertible {
  /// One line to run, with its number in the file.
  struct Line: Sendable {
    let number: Int
    let text: String
  }

  /// A file to write into the working folder before the first line runs.
  struct File: Sendable {
    let name: String
    var text: String
  }

  let path: String
  let lines: [Line]
  let files: [File]

  var testDescription: String { name }

  var name: String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  /// Reads a script from a file.
  init(path: String) throws {
    self.init(path: path, text: try String(contentsOfFile: path, encoding: .utf8))
  }

  /// A script given as text; `path` only names it.
  init(path: String, text: String) {
    self.path = path
    var lines: [Line] = []
    var files: [File] = []
    var all = text.split(separator: "\n", omittingEmptySubsequences: false)
    if all.last == "" { all.removeLast() }
    for (index, line) in all.enumerated() {
      if let name = Self.fileName(inMarker: line) {
        files.append(File(name: name, text: ""))
      } else if files.isEmpty {
        lines.append(Line(number: index + 1, text: String(line)))
      } else {
        files[files.count - 1].text += line + "\n"
      }
    }
    self.lines = lines
    self.files = files
  }

  /// The name in a marker `-- name --`, nil for any other line.
  static func fileName(inMarker line: Substring) -> String? {
    guard line.hasPrefix("-- "), line.hasSuffix(" --"), line.count > 6 else { return nil }
    return String(line.dropFirst(3).dropLast(3))
  }

  /// The scripts of a folder beside this file, by name.
  static func all(in folder: String) -> [Script] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let path = root.appendingPathComponent(folder).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().compactMap {
      try? Script(path: path + "/" + $0)
    }
  }
}
