// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

/// A text with a mark `«` in front of the place where an error is expected.
struct MarkedText: CustomTestStringConvertible {
  let text: String
  let position: SourcePosition

  init(_ marked: String) {
    let parts = marked.split(separator: "«", maxSplits: 1, omittingEmptySubsequences: false)
    // A byte order mark is not a column.
    let before = parts[0].unicodeScalars.drop { $0 == "\u{FEFF}" }
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    position = SourcePosition(line: lines.count, column: (lines.last?.count ?? 0) + 1)
    text = parts.joined()
  }

  /// What reading the text throws; nil when it is accepted.
  var error: ScopingError? {
    do throws(ScopingError) {
      _ = try ScopeFile.parse(text)
      return nil
    } catch {
      return error
    }
  }

  var testDescription: String { text.debugDescription }
}
