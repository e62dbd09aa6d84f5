// SPDX-License-Identifier: Apache-2.0

/// Looking at whether this set-up is safe, without changing anything.
package enum Doctor {
  /// What is looked at, in this order.
  private static let checks: [any DoctorCheck] = [
    MemoryCheck(), KernelCheck(), ProcessCheck(), PermissionsCheck(), CustodyCheck(), ScopeCheck(),
    PinsCheck(), RedactionCheck(), AuditCheck(), DotenvCheck(), LeakCheck(), EnvironmentCheck(),
    AgentFilesCheck(), RotationCheck(), DependenciesCheck(), PipelinesCheck(),
  ]

  private struct Content: Encodable {
    struct Check: Encodable {
      let name: String
      let ok: Bool
      let summary: String
      let findings: [Finding]
    }
    let ok: Bool
    let checks: [Check]
    let findings: [Finding]
  }

  /// Examines everything; returns the text for standard output, and whether nothing is wrong.
  package static func run(
    _ places: PlaceOptions, isJSON: Bool
  ) -> (text: [UInt8], isSound: Bool) {
    let setup = Setup(places)
    let results = checks.map { check in
      let diagnosis = check.examine(setup)
      return Content.Check(
        name: check.name, ok: diagnosis.isSound, summary: diagnosis.summary,
        findings: diagnosis.findings)
    }
    let content = Content(
      ok: results.allSatisfy(\.ok), checks: results, findings: results.flatMap(\.findings))
    return (isJSON ? JSONText.bytes(content) : text(content), content.ok)
  }

  private static func text(_ content: Content) -> [UInt8] {
    let rows = content.checks.map { check in
      [check.ok ? "ok" : "problem", check.name, check.summary]
    }
    var bytes = TextTable.bytes(["STATE", "CHECK", "WHAT"], rows)
    for finding in content.findings {
      bytes += Array("\n\(finding.severity.rawValue): \(finding.code): \(finding.reason)\n".utf8)
      bytes += Array("  fix: \(finding.fix)\n".utf8)
    }
    return bytes
  }
}
