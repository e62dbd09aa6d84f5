// SPDX-License-Identifier: Apache-2.0

import Auditing
import Scoping
import SystemCalls

/// Showing which runs there were, without checking the log.
package enum ShowAudit {
  /// What to leave out.
  package struct Filter: Sendable {
    /// `--name`: only runs that were to get this secret, a name or a glob.
    package var name: String?
    /// `--since`: only runs that began then or later; a date, a time, or how long ago.
    package var since: String?

    /// Nothing is left out.
    package init(name: String? = nil, since: String? = nil) {
      self.name = name
      self.since = since
    }
  }

  /// The text for standard output, one line for each run, or as JSON.
  package static func run(_ filter: Filter, isJSON: Bool) throws(RunFailure) -> [UInt8] {
    let log = try AuditPlace.find().log
    let name: Glob?
    do throws(ScopingError) {
      name = try filter.name.map { text throws(ScopingError) in try Glob(text) }
    } catch {
      throw RunFailure(error, file: nil)
    }
    let since = try filter.since.map { text throws(RunFailure) in try Moment.timestamp(text) }
    let lines: [[UInt8]]
    do throws(AuditError) { lines = try log.lines() } catch { throw RunFailure(error) }
    let runs = LoggedRun.all(in: LoggedRecord.read(lines)).filter { run in
      if let since, run.time < since { return false }
      guard let name else { return true }
      return run.secrets.contains { name.matches($0.name) }
    }
    return isJSON ? JSONText.bytes(runs) : text(runs)
  }

  private static func text(_ runs: [LoggedRun]) -> [UInt8] {
    let rows = runs.map { run in
      [
        run.time, run.user ?? run.uid.map { "\($0)" } ?? "-", run.scope ?? "-",
        run.argv0 ?? "-", run.secrets.map(\.name).joined(separator: ","),
        outcome(of: run), redactions(of: run), run.reason ?? "-",
      ].map { $0.isEmpty ? "-" : PrintableText.escaped($0, limit: 4096) }
    }
    return TextTable.bytes(
      ["TIME", "USER", "SCOPE", "COMMAND", "SECRETS", "RESULT", "REDACTED", "REASON"], rows)
  }

  private static func outcome(of run: LoggedRun) -> String {
    switch run.state {
    case .refused: return "refused: \(run.refusal ?? "")"
    case .running: return "running"
    case .neverEnded: return "started, never ended"
    case .becameProgram: return "became the program"
    case .ended:
      let time = run.end?.durationMs.map { " after " + duration($0) } ?? ""
      if let failure = run.end?.failure { return "failed: \(failure)" }
      if let signal = run.end?.signal { return "signal \(signal)" + time }
      return "exit \(run.end?.status ?? 0)" + time
    }
  }

  private static func redactions(of run: LoggedRun) -> String {
    (run.end?.redactions ?? []).map { "\($0.name) \($0.encoding) \($0.count)" }
      .joined(separator: ", ")
  }

  private static func duration(_ milliseconds: Int) -> String {
    guard milliseconds >= 1000 else { return "\(milliseconds)ms" }
    let seconds = milliseconds / 1000
    return seconds < 600 ? "\(seconds)s" : "\(seconds / 60)m"
  }
}
