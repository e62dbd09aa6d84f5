// SPDX-License-Identifier: Apache-2.0

import SecretStore

/// Whether secrets are changed now and then, and none is past its time.
struct RotationCheck: DoctorCheck {
  let name = "rotation"

  private static let longest: Int64 = 90 * 86400

  func examine(_ setup: Setup) -> Diagnosis {
    guard case .success(let facts) = setup.store else {
      return Diagnosis("not looked at: the store does not open")
    }
    let findings = facts.secrets.compactMap { finding($0, setup.now) }
    let oldest = facts.secrets.map { setup.now - $0.details.created }.max()
    let summary = oldest.map { "the oldest value is \(Expiry.span($0)) old" } ?? "no secrets yet"
    return Diagnosis(summary, findings)
  }

  private func finding(_ secret: StoreFacts.Secret, _ now: Int64) -> Finding? {
    let fix = "secrun set \(secret.name)"
    if let expires = secret.details.expires, expires <= now {
      return Finding(
        "secret-expired", "\(secret.name) has expired; change it at its provider first", fix: fix)
    }
    let age = now - secret.details.created
    guard age > Self.longest else { return nil }
    let days = age / 86400
    let reason =
      secret.version <= 1
      ? "\(secret.name) was never changed in \(days) days" : "\(secret.name) is \(days) days old"
    return Finding(
      "secret-old",
      "\(reason); whoever got hold of it can still use it: change it at its provider first",
      fix: fix)
  }
}
