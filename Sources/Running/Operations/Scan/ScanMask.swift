// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scoping
import SecretMemory

/// Makes names of files and people printable, with every value in them masked.
final class ScanMask {
  private let needles: NeedleSet
  private var last: (bytes: [UInt8], text: String) = ([], "")

  init(_ needles: NeedleSet) { self.needles = needles }

  /// The text to show for a name.
  func text(_ bytes: [UInt8]) -> String {
    if last.bytes == bytes { return last.text }
    let masked = (try? masked(bytes)) ?? Array("[REDACTED]".utf8)
    let text = PrintableText.escaped(String(decoding: masked, as: UTF8.self), limit: 8192)
    last = (bytes, text)
    return text
  }

  /// The text to show for words.
  func text(_ words: String) -> String { text(Array(words.utf8)) }

  private func masked(_ bytes: [UInt8]) throws(RedactionError) -> [UInt8] {
    var redactor = try Redactor(needles)
    var rest = bytes[...]
    var output: [UInt8] = []
    while !rest.isEmpty {
      let count = redactor.fill(rest.count) { window, range in
        let piece = Array(rest.prefix(range.count))
        window.replace(at: range.lowerBound, with: piece)
        return piece.count
      }
      rest = rest.dropFirst(count)
      if rest.isEmpty { redactor.finish() }
      while redactor.hasOutput {
        redactor.drain { bytes, range in
          for index in range { output.append(bytes[index]) }
          return range.count
        }
      }
    }
    return output
  }
}
