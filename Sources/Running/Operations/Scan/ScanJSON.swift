// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scanning

/// The findings of a scan as one JSON object.
enum ScanJSON {
  private struct Content: Encodable {
    struct Unknown: Encodable {
      let rule: String
      let path: String
      let line: Int
      let column: Int
      let commit: String?
      let author: String?
      let date: String?
    }
    struct Skipped: Encodable {
      let path: String
      let reason: String
    }
    let findings: [ScanFindings.Finding]
    let unknown: [Unknown]
    let skipped: [Skipped]
    let notLookedFor: [String]
    let read: Int
    let bytes: Int
  }

  static func bytes(_ findings: ScanFindings, _ opened: ScanNeedles) -> [UInt8] {
    JSONText.bytes(
      Content(
        findings: findings.leaks,
        unknown: findings.unknown.map { finding, _ in
          .init(
            rule: finding.name, path: finding.path, line: finding.line, column: finding.column,
            commit: finding.commit, author: finding.author, date: finding.date)
        },
        skipped: findings.skipped.map { .init(path: $0.path, reason: $0.reason) },
        notLookedFor: opened.needles.uncovered.map(\.name) + opened.closed,
        read: findings.files, bytes: findings.bytes))
  }
}
