// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import TestKit
import Testing

struct CaseTests {
  /// What the redactor does not promise: other spellings of a letter, other bytes between them, and values
  /// that it was not told.
  private static let beyond =
    [
      "enc/xxd-dump", "enc/reversed", "enc/upper-cased", "enc/quoted-printable-soft-break",
      "enc/spaced-out-letters", "uni/nfc-secret-printed-nfd", "heur/",
    ]

  static let cases: [RedactionCase] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Resources/redaction.jsonl")
    return RedactionCase.all(in: file.path).filter { candidate in
      !beyond.contains { candidate.name.hasPrefix($0) }
    }
  }()

  @Test func `the file of cases is there`() {
    #expect(Self.cases.count > 100)
  }

  @Test(arguments: cases)
  func `a case comes out right in every cutting`(_ example: RedactionCase) throws {
    let secrets = example.secrets.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) }
    let needles = try needleSet(secrets)
    let whole = example.pieces.flatMap(\.self)
    let output = try redact(needles, example.pieces)
    check(example, output)
    #expect(try redact(needles, whole.map { [$0] }) == output, "byte by byte")
    for cut in 1..<max(2, whole.count) {
      let pieces = [Array(whole.prefix(cut)), Array(whole.dropFirst(cut))]
      #expect(try redact(needles, pieces) == output, "cut at \(cut)")
    }
  }

  private func check(_ example: RedactionCase, _ output: [UInt8]) {
    if let expected = example.expected {
      #expect(RedactionCase.withoutNames(output) == expected)
    }
    for text in example.mustNotContain {
      #expect(!output.contains(Array(text.utf8)), "\(text)")
    }
  }
}
