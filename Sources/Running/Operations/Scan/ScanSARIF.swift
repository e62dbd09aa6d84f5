// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Scanning

/// The findings of a scan in SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format).
enum ScanSARIF {
  private struct Log: Encodable {
    enum CodingKeys: String, CodingKey {
      case schema = "$schema"
      case version, runs
    }
    let schema = "https://json.schemastore.org/sarif-2.1.0.json"
    let version = "2.1.0"
    let runs: [Run]
  }
  private struct Run: Encodable {
    let tool: Tool
    let results: [Result]
  }
  private struct Tool: Encodable { let driver: Driver }
  private struct Driver: Encodable {
    let name = "secrun"
    let rules: [Rule]
  }
  private struct Rule: Encodable {
    let id: String
    let shortDescription: Message
  }
  private struct Message: Encodable { let text: String }
  private struct Result: Encodable {
    let ruleId: String
    let level: String
    let message: Message
    let locations: [Location]
    let properties: Properties?
  }
  private struct Location: Encodable { let physicalLocation: PhysicalLocation }
  private struct PhysicalLocation: Encodable {
    let artifactLocation: ArtifactLocation
    let region: Region?
  }
  private struct ArtifactLocation: Encodable { let uri: String }
  private struct Region: Encodable {
    let startLine: Int
    let startColumn: Int
  }
  private struct Properties: Encodable {
    let commit: String
    let author: String?
    let date: String?
  }

  private static let leakRule = "leaked-secret"

  static func bytes(_ findings: ScanFindings) -> [UInt8] {
    let leaks = findings.leaks.map { finding in
      result(
        finding, leakRule, "error",
        "the value of \(finding.name) stands here (\(finding.encoding ?? ""))")
    }
    let unknown = findings.unknown.map { finding, title in
      result(finding, finding.name, "warning", "this looks like \(title)")
    }
    var rules = [Rule(id: leakRule, shortDescription: Message(text: "a value of the secret store"))]
    for rule in KeyRule.all where !rules.contains(where: { $0.id == rule.id }) {
      rules.append(Rule(id: rule.id, shortDescription: Message(text: rule.title)))
    }
    return JSONText.bytes(
      Log(runs: [Run(tool: Tool(driver: Driver(rules: rules)), results: leaks + unknown)]),
      keys: .useDefaultKeys)
  }

  private static func result(
    _ finding: ScanFindings.Finding, _ rule: String, _ level: String, _ text: String
  ) -> Result {
    let region = Region(startLine: finding.line, startColumn: finding.column)
    return Result(
      ruleId: rule, level: level, message: Message(text: text),
      locations: [
        Location(
          physicalLocation: PhysicalLocation(
            artifactLocation: ArtifactLocation(uri: uri(finding.path)),
            // The name of a file has no region.
            region: finding.line > 0 ? region : nil))
      ],
      properties: finding.commit.map {
        Properties(commit: $0, author: finding.author, date: finding.date)
      })
  }

  /// A path as a relative reference (RFC 3986 §4.2).
  private static func uri(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      let character = Character(UnicodeScalar(byte))
      if byte < 0x80, character.isLetter || character.isNumber || "-._~/".contains(character) {
        text.append(character)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return text.hasPrefix("./") ? String(text.dropFirst(2)) : text
  }
}
