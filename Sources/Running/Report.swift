// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Redaction
import Scoping
import Spawning
import SystemCalls

/// The JSON that `--report` writes when a run is over: names and counts, never values.
struct Report {
  private struct Content: Encodable {
    struct Redaction: Encodable {
      let name: String
      let encoding: String
      let stream: String
      let count: Int
    }
    let scope: String
    let injected: [String]
    let uncovered: [String]
    let exitStatus: Int32?
    let signal: Int32?
    let redactions: [Redaction]
  }

  private let destination: ReportDestination

  /// Opens the destination before anything is started, so that a wrong one is noticed in time.
  static func open(_ wish: String?) throws(RunFailure) -> Report? {
    guard let wish else { return nil }
    return Report(destination: try ReportDestination.open(wish))
  }

  /// Writes the report; `status` is nil where no child was run.
  func write(
    _ selection: Selection, _ uncovered: [UncoveredSecret], _ streams: [StreamHits],
    status: ExitStatus? = nil
  ) throws(RunFailure) {
    var signal: Int32?
    if case .signaled(let number) = status { signal = number }
    let redactions = streams.flatMap { stream in
      stream.hits.map {
        Content.Redaction(
          name: $0.name, encoding: $0.encoding.rawValue, stream: stream.stream, count: $0.count)
      }
    }
    let content = Content(
      scope: selection.scope, injected: selection.opened,
      uncovered: uncovered.map(\.name), exitStatus: status?.code, signal: signal,
      redactions: redactions)
    try destination.write(JSONText.bytes(content))
  }
}
