// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretStore

/// Whether the commands of pinned scopes are what they were when they were pinned.
struct PinsCheck: DoctorCheck {
  let name = "pins"

  func examine(_ setup: Setup) -> Diagnosis {
    guard case .success(let project) = setup.project, case .success(let facts) = setup.store
    else { return Diagnosis("no store to look at") }
    let scopes = project.scopeFile.scopeNames
    var findings: [Finding] = []
    for name in scopes {
      // What is wrong with the scope itself is another check's affair.
      guard let scope = try? project.scope(named: name) else { continue }
      findings += Self.findings(scope, facts.pins[name], project)
    }
    for name in facts.pins.keys.sorted() where !scopes.contains(name) {
      findings.append(
        Finding(
          "pin-of-no-scope",
          "the store pins scope \(name), which \(project.configPath ?? "no file") has not",
          fix: "secrun pin --remove \(name)", severity: .advice))
    }
    let pinned = facts.pins.keys.sorted()
    return Diagnosis(
      pinned.isEmpty ? "no scope is pinned" : "pinned: \(pinned.joined(separator: ", "))", findings)
  }

  private static func findings(
    _ scope: Scope, _ pin: Result<[PinnedItem], RunFailure>?, _ project: Project
  ) -> [Finding] {
    let name = scope.name
    guard let pin else {
      guard scope.pinned != nil else { return [] }
      return [
        Finding(
          "pin-missing", "scope \(name) asks for pinned files, and no command is pinned",
          fix: "secrun pin \(name) -- COMMAND")
      ]
    }
    let fix = "secrun pin --update \(name)"
    do throws(RunFailure) {
      let pinned = try pin.get()
      let words = try PinScope.words(of: pinned, scope, project)
      let now = try PinnedCommand(PinScope.find(words[0]), words: words, scope, project)
      let differences = PinDifference.lines(pinned: pinned, now: now.items)
      guard !differences.isEmpty else { return [] }
      return [
        Finding(
          "pin-changed",
          "the command of scope \(name) is not what was pinned: "
            + differences.joined(separator: ", "), fix: fix)
      ]
    } catch {
      return [Finding("pin-unusable", "scope \(name): \(error.message)", fix: error.fix ?? fix)]
    }
  }
}
