// SPDX-License-Identifier: Apache-2.0

import SecretStore

/// Whether secrets have expired, or were never given another value.
struct AgeCheck: DoctorCheck {
  private static let day: Int64 = 86400
  /// A secret that is older and still has its first value was forgotten, in seconds.
  private static let longestLife = 180 * day
  /// How long before its end a secret is to be looked at, in seconds.
  private static let warningTime = 14 * day

  let name = "age"

  func examine(_ setup: Setup) -> Diagnosis {
    guard case .success(let facts) = setup.store else {
      return Diagnosis("not looked at: the store does not open")
    }
    let findings = facts.secrets.flatMap { finding($0, now: setup.now) }
    let count = facts.secrets.count == 1 ? "1 secret" : "\(facts.secrets.count) secrets"
    let names = Set(findings.map(\.fix)).count
    return Diagnosis(
      findings.isEmpty ? "\(count), none expired or forgotten" : "\(count), \(names) to look at",
      findings)
  }

  private func finding(_ secret: StoreFacts.Secret, now: Int64) -> [Finding] {
    let fix = "secrun set \(secret.name)"
    if let expires = secret.details.expires, expires <= now {
      let date = Expiry.dateText(expires - 1)
      return [Finding("secret-expired", "\(secret.name) expired after \(date)", fix: fix)]
    }
    if let expires = secret.details.expires, expires - now <= Self.warningTime {
      return [
        Finding(
          "secret-expires-soon", "\(secret.name) expires in \(Expiry.span(expires - now))",
          fix: fix, severity: .advice)
      ]
    }
    guard secret.version == 1, now - secret.details.created > Self.longestLife else { return [] }
    let age = Expiry.span(now - secret.details.created)
    return [
      Finding(
        "secret-never-rotated", "\(secret.name) still has its first value, which is \(age) old",
        fix: fix)
    ]
  }
}
