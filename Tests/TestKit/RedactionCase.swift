// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// One redaction case: secrets, what is printed piece by piece, and what may come out.
package struct RedactionCase: Decodable, CustomTestStringConvertible, Sendable {
  package let name: String
  package let secrets: [String: String]
  package let mustNotContain: [String]
  private let chunks: [String]?
  private let chunksBase64: [String]?
  private let expect: String?
  private let expectBase64: String?

  enum CodingKeys: String, CodingKey {
    case name, secrets, chunks, expect
    case chunksBase64 = "chunks_b64"
    case mustNotContain = "must_not_contain"
    case expectBase64 = "expect_b64"
  }

  package var testDescription: String { name }

  /// What is printed.
  package var pieces: [[UInt8]] {
    chunks?.map { Array($0.utf8) }
      ?? chunksBase64?.compactMap { Data(base64Encoded: $0).map(Array.init) } ?? []
  }

  /// What must come out, with `[REDACTED]` for any placeholder; nil when only `mustNotContain` judges.
  package var expected: [UInt8]? {
    expectBase64.flatMap { Data(base64Encoded: $0) }.map(Array.init)
      ?? expect.map { Array($0.utf8) }
  }

  /// The cases of a file with one JSON object on each line; none when there is no such file.
  package static func all(in path: String) -> [RedactionCase] {
    let lines = (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.compactMap {
      try? JSONDecoder().decode(RedactionCase.self, from: Data($0.utf8))
    }
  }

  /// The output with every `[REDACTED:NAME]` written as `[REDACTED]`.
  package static func withoutNames(_ output: [UInt8]) -> [UInt8] {
    let head = Array("[REDACTED:".utf8)
    var result: [UInt8] = []
    var rest = output[...]
    while let first = rest.first {
      if rest.starts(with: head), let end = rest.firstIndex(of: UInt8(ascii: "]")) {
        result += Array("[REDACTED]".utf8)
        rest = rest[(end + 1)...]
      } else {
        result.append(first)
        rest.removeFirst()
      }
    }
    return result
  }
}
