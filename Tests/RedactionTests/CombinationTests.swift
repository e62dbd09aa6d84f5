// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import Testing

/// One encoding inside another, by Python's own library.
struct CombinationTests {
  private static let values = [
    "k3y/Pl+us=Am&per?Qu%3 'x\"y<z>\\w$", "p\u{E4}ssw\u{F6}rd-\u{1F511}-\u{DC}n\u{EF}c0de/~?",
    "Zx9-Quartz_Lamp_42~ok", "tab\there \"back\"slash\\and\nline two of it; line",
    String(repeating: "A long one, with spaces/slashes & 'quotes'. ", count: 5) + "end",
  ]

  /// What may be left: quotes, padding and line ends, each up to six letters.
  private static let longestRest = 40

  @Test(arguments: values)
  func `one encoding inside another is masked, in every cutting`(value: String) throws {
    let needles = try needleSet(["A": value])
    let cases = PythonEncoders.texts("combinations.py", of: value)
    #expect(cases.count > 80 || PythonEncoders.isMissing)
    for (name, text) in cases {
      let output = try redact(needles, [text])
      let shown = String(decoding: output, as: UTF8.self)
      #expect(shown.contains("[REDACTED:A]"), "\(name): \(String(decoding: text, as: UTF8.self))")
      let isFramed = name.contains("framed") || name.contains("json of percent")
      if !isFramed {
        let rest = shown.replacing("[REDACTED:A]", with: "").utf8.count
        #expect(rest <= Self.longestRest, "\(name): \(shown)")
      }
      #expect(try redact(needles, text.map { [$0] }) == output, "\(name), byte by byte")
      for cut in stride(from: 1, to: text.count, by: 1 + text.count / 6) {
        let pieces = [Array(text.prefix(cut)), Array(text.dropFirst(cut))]
        #expect(try redact(needles, pieces) == output, "\(name), cut at \(cut)")
      }
    }
  }
}
