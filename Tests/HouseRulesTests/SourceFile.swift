// SPDX-License-Identifier: Apache-2.0

/// A Swift file: its text, and its code without comments and without the content of string literals.
struct SourceFile {
  let path: String
  let lines: [Substring]
  let codeLines: [Substring]

  /// `path` is relative to the package's root.
  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    codeLines = SwiftCode.code(of: text).split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// How many lines the file has.
  var length: Int { lines.last == "" ? lines.count - 1 : lines.count }

  /// The folder under Sources, which is the name of the target.
  var target: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : ""
  }
}
