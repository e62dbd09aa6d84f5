// SPDX-License-Identifier: Apache-2.0

import Scoping

/// Whether a run would find its scope file, store and identity, and take them.
struct ScopeCheck: DoctorCheck {
  let name = "scope"

  func examine(_ setup: Setup) -> Diagnosis {
    let project: Project
    switch setup.project {
    case .success(let found): project = found
    case .failure(let failure):
      return Diagnosis(
        "the scope file cannot be used",
        [Finding("scope-file-unusable", failure.message, fix: failure.fix ?? "secrun allow")])
    }
    let facts: StoreFacts
    switch setup.store {
    case .success(let found): facts = found
    case .failure(let failure):
      return Diagnosis(
        "the store does not open",
        [Finding("store-unusable", failure.message, fix: failure.fix ?? "secrun init")])
    }
    var findings: [Finding] = []
    if let refusal = facts.refusal {
      findings.append(
        Finding("scope-not-approved", refusal.message, fix: refusal.fix ?? "secrun allow"))
    }
    findings += facts.brokenScopes.map { scope, failure in
      Finding("scope-broken", failure.message, fix: failure.fix ?? "secrun --dry-run")
    }
    let count = project.scopeFile.scopeNames.count
    let scopes = count == 1 ? "1 scope" : "\(count) scopes"
    let state = facts.refusal == nil ? "approved" : "not approved"
    return Diagnosis("\(project.configPath ?? "no scope file"), \(scopes), \(state)", findings)
  }
}

extension RunFailure {
  /// The command of the first hint that ends in one.
  var fix: String? {
    hints.lazy.compactMap { hint -> String? in
      guard let colon = hint.lastIndex(of: ":") else { return nil }
      let command = hint[colon...].dropFirst().drop { $0 == " " }
      return command.isEmpty ? nil : String(command)
    }.first
  }
}
