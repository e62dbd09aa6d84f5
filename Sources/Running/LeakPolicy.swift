// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scoping
import Spawning

/// What a run makes of redacted hits, beyond masking them.
struct LeakPolicy {
  /// What a run exits with when something leaked and the child itself succeeded.
  static let failureStatus: Int32 = 123

  let response: LeakResponse

  /// The flag decides, else the scope.
  init(_ flag: String?, _ scope: Scope) throws(RunFailure) {
    guard let flag else {
      response = scope.onLeak
      return
    }
    guard let chosen = LeakResponse(rawValue: flag) else {
      let choices = LeakResponse.allCases.map(\.rawValue)
      let nearest = NearestName.to(flag, in: choices).map { ["did you mean \($0)?"] } ?? []
      throw RunFailure(
        "--on-leak cannot be \(PrintableText.quoted(flag)); it is one of \(choices.joined(separator: ", "))",
        hints: nearest)
    }
    response = chosen
  }

  /// Says what was redacted, unless masking is all that is wanted.
  func warn(_ streams: [StreamHits], _ warn: (String) -> Void) {
    guard response != .mask else { return }
    for stream in streams {
      for name in Set(stream.hits.map(\.name)).sorted() {
        let hits = stream.hits.filter { $0.name == name }
        let count = hits.reduce(0) { $0 + $1.count }
        let encodings = hits.map { "\($0.encoding.rawValue) \($0.count)" }.joined(separator: ", ")
        let times = count == 1 ? "once" : "\(count) times"
        warn("redacted \(name) \(times) on \(stream.stream) (\(encodings))")
      }
    }
  }

  /// How the run ends, given how the child ended.
  func status(_ status: ExitStatus, _ streams: [StreamHits]) -> ExitStatus {
    let hasLeaked = streams.contains { !$0.hits.isEmpty }
    guard response == .fail, hasLeaked, status == .exited(0) else { return status }
    return .exited(Self.failureStatus)
  }
}
