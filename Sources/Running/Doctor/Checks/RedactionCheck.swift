// SPDX-License-Identifier: Apache-2.0

import Redaction

/// Whether every secret that a scope injects is also redacted.
struct RedactionCheck: DoctorCheck {
  let name = "redaction"

  func examine(_ setup: Setup) -> Diagnosis {
    guard case .success(let facts) = setup.store else {
      return Diagnosis("not looked at: the store does not open")
    }
    let names = Set(facts.uncovered.map(\.secret.name)).sorted()
    let findings = names.compactMap { name in finding(name, facts) }
    let summary =
      names.isEmpty
      ? "every injected secret is covered" : "not covered: \(names.joined(separator: ", "))"
    return Diagnosis(summary, findings)
  }

  private func finding(_ name: String, _ facts: StoreFacts) -> Finding? {
    let uncovered = facts.uncovered.filter { $0.secret.name == name }
    guard let first = uncovered.first else { return nil }
    let scopes = uncovered.map(\.scope).joined(separator: ", ")
    let reason = first.secret.reason.words
    return Finding(
      "secret-not-redacted",
      "\(name) is \(reason) and would be shown in the output of scope \(scopes); "
        + "set a longer value, or name it in redact.skip if it may be shown",
      fix: "secrun set \(name)")
  }
}
