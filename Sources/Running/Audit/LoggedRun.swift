// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// A run as its one or two records tell it.
struct LoggedRun: Encodable {
  /// What became of it.
  enum State: String, Encodable {
    /// It never began.
    case refused
    /// Its second record is not there yet, and the process is.
    case running
    /// There is no second record, and no process: secrun was killed, or the machine went down.
    case neverEnded = "never ended"
    /// secrun became the program, so that nobody was left to write a second record.
    case becameProgram = "became the program"
    /// It is over.
    case ended
  }

  /// The second record.
  struct End: Encodable {
    let time: String
    let status: Int32?
    let signal: Int32?
    let failure: String?
    let durationMs: Int?
    let redactions: [LoggedRecord.Redaction]
  }

  let run: String?
  let time: String
  let state: State
  let decision: String?
  let refusal: String?
  let user: String?
  let uid: UInt32?
  let pid: Int32?
  let ppid: Int32?
  let parent: String?
  let tty: Bool?
  let cwd: String?
  let argv0: String?
  let program: String?
  let programDigest: String?
  let pinDigest: String?
  let mode: String?
  let reason: String?
  let scope: String?
  let scopeFile: String?
  let scopeDigest: String?
  let store: String?
  let storeId: String?
  let secrets: [LoggedRecord.Secret]
  let end: End?

  /// All runs of a log, in the order in which they began.
  static func all(in records: [LoggedRecord]) -> [LoggedRun] {
    var ends: [String: LoggedRecord] = [:]
    for record in records where record.event == "end" {
      if let run = record.run { ends[run] = record }
    }
    return records.filter { ["start", "refused"].contains($0.event) }.map { first in
      LoggedRun(first, first.run.flatMap { ends[$0] })
    }
  }

  private init(_ first: LoggedRecord, _ last: LoggedRecord?) {
    run = first.run
    time = first.time
    decision = first.decision
    refusal = first.refusal
    user = first.user
    uid = first.uid
    pid = first.pid
    ppid = first.ppid
    parent = first.parent
    tty = first.tty
    cwd = first.cwd
    argv0 = first.argv0
    program = first.program
    programDigest = first.programDigest
    pinDigest = first.pinDigest
    mode = first.mode
    reason = first.reason
    scope = first.scope
    scopeFile = first.scopeFile
    scopeDigest = first.scopeDigest
    store = first.store
    storeId = first.storeId
    secrets = first.secrets ?? []
    end = last.map {
      End(
        time: $0.time, status: $0.status, signal: $0.signal, failure: $0.failure,
        durationMs: $0.durationMs, redactions: $0.redactions ?? [])
    }
    state =
      if first.event == "refused" {
        .refused
      } else if last != nil {
        .ended
      } else if first.mode == "exec" {
        .becameProgram
      } else {
        Self.isAlive(first) ? .running : .neverEnded
      }
  }

  /// Whether the process of the record is still there; one that began after the record has only got its number.
  private static func isAlive(_ record: LoggedRecord) -> Bool {
    guard let pid = record.pid, let start = SystemFacts.startTime(of: pid) else { return false }
    // A start is known to the second only.
    return SystemFacts.timestamp(seconds: start - 1) <= record.time
  }
}
