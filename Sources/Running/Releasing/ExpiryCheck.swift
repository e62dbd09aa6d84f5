// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretStore
import SystemCalls

/// What a run makes of secrets that have expired or soon will.
enum ExpiryCheck {
  /// Says what expires soon, and refuses or says what has expired, as the scope wants it.
  static func judge(
    _ expiries: [String: Int64], _ scope: Scope, now: Int64 = CurrentProcess.time,
    _ warn: (String) -> Void
  ) throws(RunFailure) {
    let names = expiries.keys.sorted()
    let expired = names.filter { (expiries[$0] ?? .max) <= now }
    if !expired.isEmpty {
      let list = expired.map { "\($0) expired \(ago(now - (expiries[$0] ?? now))) ago" }
      guard scope.onExpired == .warn else {
        throw RunFailure(
          list.joined(separator: ", "),
          hints: [
            "give \(expired.count == 1 ? "it a new value" : "them new values") with: secrun set "
              + expired[0],
            "or let scope \(scope.name) go on with on-expired = \"warn\"",
          ])
      }
      warn(list.joined(separator: ", "))
    }
    let soon = names.filter { name in
      let left = (expiries[name] ?? .max) - now
      return left > 0 && left <= scope.warnBefore
    }
    guard !soon.isEmpty else { return }
    let list = soon.map { "\($0) expires in \(Duration.text((expiries[$0] ?? now) - now))" }
    warn(list.joined(separator: ", "))
  }

  private static func ago(_ seconds: Int64) -> String { Duration.text(max(1, seconds)) }
}
