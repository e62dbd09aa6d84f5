// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scanning
import Scoping
import SystemCalls

/// What a scan has come across, in words that can be shown; told on line by line or kept for a report.
final class ScanFindings: ScanObserver {
  /// One place.
  struct Finding: Equatable, Encodable {
    let path: String
    let line: Int
    let column: Int
    /// The name of the secret; for an unknown key the rule that it fits.
    let name: String
    /// Nil for an unknown key.
    let encoding: String?
    let commit: String?
    let author: String?
    let date: String?
  }

  private(set) var leaks: [Finding] = []
  private(set) var unknown: [(finding: Finding, title: String)] = []
  private(set) var skipped: [(path: String, reason: String)] = []
  private(set) var files = 0
  private(set) var bytes = 0
  private let mask: ScanMask
  private let progress: ScanProgress
  private let tell: (Finding) -> Void
  private let warn: (String) -> Void

  /// Calls `tell` for each leak and `warn` for all else, as they come.
  init(
    _ mask: ScanMask, _ progress: ScanProgress, tell: @escaping (Finding) -> Void,
    warn: @escaping (String) -> Void
  ) {
    self.mask = mask
    self.progress = progress
    self.tell = tell
    self.warn = warn
  }

  func found(_ leak: Leak) {
    let finding = Finding(
      path: mask.text(leak.path), line: leak.occurrence.line, column: leak.occurrence.column,
      name: leak.occurrence.name, encoding: leak.occurrence.encoding.rawValue,
      commit: leak.commit?.id, author: leak.commit.map { mask.text($0.author) },
      date: leak.commit?.date)
    leaks.append(finding)
    progress.clear()
    tell(finding)
  }

  func suspected(_ key: SuspectedKey) {
    let finding = Finding(
      path: mask.text(key.path), line: key.sighting.line, column: key.sighting.column,
      name: key.sighting.rule.id, encoding: nil, commit: key.commit?.id,
      author: key.commit.map { mask.text($0.author) }, date: key.commit?.date)
    unknown.append((finding, key.sighting.rule.title))
    progress.clear()
    warn("\(finding.place): looks like \(key.sighting.rule.title) (\(finding.name))")
  }

  func skipped(_ path: [UInt8], _ error: SystemCallError) {
    let path = mask.text(path)
    skipped.append((path, error.reason))
    progress.clear()
    warn("\(path) was not searched: \(error.reason)")
  }

  func passed(bytes count: Int) {
    files += 1
    bytes += count
    progress.show(files: files, bytes: bytes)
  }
}

extension ScanFindings.Finding {
  /// Where it is: the commit, when it is in history, the path and the line.
  var place: String { (commit.map { "\($0):" } ?? "") + "\(path):\(line)" }

  /// The line for people and `grep`.
  var text: String {
    var text = "\(place): \(name) (\(encoding ?? "unknown"))"
    if let author, let date { text += " \(author) \(date)" }
    return text
  }
}
