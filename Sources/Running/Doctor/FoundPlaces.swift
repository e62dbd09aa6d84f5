// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scanning
import SystemCalls

/// Places that a scan found, to be told in one sentence.
final class FoundPlaces: ScanObserver {
  private(set) var leaks: [Leak] = []
  private(set) var keys: [SuspectedKey] = []

  func found(_ leak: Leak) { leaks.append(leak) }
  func suspected(_ key: SuspectedKey) { keys.append(key) }
  func skipped(_ path: [UInt8], _ error: SystemCallError) {}
  func passed(bytes: Int) {}

  /// What to say about the leaks; nothing when there are none.
  func finding(_ code: String, _ place: String, fix: String, _ setup: Setup) -> [Finding] {
    guard let first = leaks.first else { return [] }
    let names = Set(leaks.map(\.occurrence.name)).sorted().joined(separator: ", ")
    let more = leaks.count == 1 ? "" : ", and \(leaks.count - 1) more"
    let commit = first.commit.map { "\($0.id.prefix(12)):" } ?? ""
    let path = setup.masked(first.path)
    return [
      Finding(
        code, "\(names) stands \(place): \(commit)\(path):\(first.occurrence.line)\(more)", fix: fix
      )
    ]
  }
}
