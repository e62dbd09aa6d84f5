// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scanning
import SecretMemory

/// Whether the environment that secrun was started with holds keys, which every program started there gets.
struct EnvironmentCheck: DoctorCheck {
  let name = "environment"

  private static let endings = [
    "_KEY", "_TOKEN", "_SECRET", "_PASSWORD", "_PASSWD", "_CREDENTIALS", "_APIKEY", "_PAT",
  ]
  private static let shortest = 8

  func examine(_ setup: Setup) -> Diagnosis {
    var findings: [Finding] = []
    for variable in InheritedEnvironment.variables() {
      let name = String(decoding: variable.name, as: UTF8.self)
      guard variable.hasValue, !name.hasPrefix("SECRUN_") else { continue }
      if let finding = finding(name, setup) { findings.append(finding) }
    }
    return Diagnosis(
      findings.isEmpty ? "no inherited variable holds a key" : "inherited variables hold keys",
      findings)
  }

  private func finding(_ name: String, _ setup: Setup) -> Finding? {
    guard let value = (try? InheritedEnvironment.secret(name)) ?? nil else { return nil }
    let count = value.count
    let fix = "unset \(ShellWord.quoted(name))"
    if case .success(let search) = setup.values {
      let result = search.search(value)
      if let found = result.occurrences.first {
        return Finding(
          "value-in-environment",
          "the variable \(name) holds the value of \(found.name), which every program you start gets",
          fix: fix)
      }
      if let sighting = result.sightings.first {
        return Finding(
          "key-in-environment",
          "the variable \(name) holds what looks like \(sighting.rule.title), and every program gets it",
          fix: fix)
      }
    }
    guard count >= Self.shortest, Self.endings.contains(where: name.uppercased().hasSuffix) else {
      return nil
    }
    return Finding(
      "key-in-environment", "the variable \(name) is called like a key, and every program gets it",
      fix: fix, severity: .advice)
  }
}
