// SPDX-License-Identifier: Apache-2.0

/// A table for people: columns as wide as their longest cell, two blanks apart.
enum TextTable {
  static func bytes(_ heads: [String], _ rows: [[String]]) -> [UInt8] {
    let all = [heads] + rows
    let widths = heads.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    var text = ""
    for row in all {
      var line = ""
      for (cell, width) in zip(row, widths) {
        line += cell + String(repeating: " ", count: width - cell.count + 2)
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return Array(text.utf8)
  }
}
