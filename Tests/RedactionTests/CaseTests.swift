// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import Testing

/// One line of `Resources/redaction.jsonl`.
struct Case: Decodable, CustomTestStringConvertible {
  let name: String
  let secrets: [String: String]
  let chunks: [String]?
  let chunksBase64: [String]?
  let mustNotContain: [String]
  let expect: String?
  let expectBase64: String?

  enum CodingKeys: String, CodingKey {
    case name, secrets, chunks, expect
    case chunksBase64 = "chunks_b64"
    case mustNotContain = "must_not_contain"
    case expectBase64 = "expect_b64"
  }

  var testDescription: String { name }

  var pieces: [[UInt8]] {
    chunks?.map { Array($0.utf8) }
      ?? chunksBase64?.compactMap { Data(base64Encoded: $0).map(Array.init) } ?? []
  }

  var expected: [UInt8]? {
    expectBase64.flatMap { Data(base64Encoded: $0) }.map(Array.init)
      ?? expect.map { Array($0.utf8) }
  }

  /// What the redactor does not promise: other spellings of a letter, other bytes between them, and values
  /// that it was not told.
  private static let beyond =
    [
      "enc/xxd-dump", "enc/reversed", "enc/upper-cased", "enc/quoted-printable-soft-break",
      "enc/spaced-out-letters", "uni/nfc-secret-printed-nfd", "heur/",
    ]

  static let all: [Case] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Resources/redaction.jsonl")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
    let cases = lines.compactMap { try? JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
    return cases.filter { candidate in
      !beyond.contains { candidate.name.hasPrefix($0) }
    }
  }()
}

struct CaseTests {
  @Test func `the file of cases is there`() {
    #expect(Case.all.count > 100)
  }

  @Test(arguments: Case.all)
  func `a case comes out right in every cutting`(_ example: Case) throws {
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

  private func check(_ example: Case, _ output: [UInt8]) {
    if let expected = example.expected {
      #expect(output.withoutNames == expected)
    }
    for text in example.mustNotContain {
      #expect(!output.contains(Array(text.utf8)), "\(text)")
    }
  }
}

extension [UInt8] {
  /// The output with every `[REDACTED:NAME]` written as `[REDACTED]`.
  fileprivate var withoutNames: [UInt8] {
    let text = String(decoding: self, as: Unicode.ASCII.self)
    guard text.contains("[REDACTED:") else { return self }
    var result: [UInt8] = []
    var rest = self[...]
    let head = Array("[REDACTED:".utf8)
    while !rest.isEmpty {
      if rest.starts(with: head), let end = rest.firstIndex(of: UInt8(ascii: "]")) {
        result += Array("[REDACTED]".utf8)
        rest = rest[(end + 1)...]
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result
  }
}
