// SPDX-License-Identifier: Apache-2.0

import Auditing
import Scoping
import SecretMemory
import SystemCalls

/// Checking that the audit log is as it was written.
package enum CheckAudit {
  /// The text for standard output, and whether nothing is wrong.
  ///
  /// With the text of a head it is also proven that nothing was cut off or replaced since that was printed.
  package static func verify(
    head text: String?, isJSON: Bool = false
  ) throws(RunFailure) -> (text: [UInt8], isIntact: Bool) {
    let head = try text.map { text throws(RunFailure) in
      guard let head = AuditHead(text) else {
        throw RunFailure(
          "--head \(PrintableText.quoted(text)) is no head of an audit log",
          hints: ["it is what secrun audit head printed"])
      }
      return head
    }
    let log = try AuditPlace.find().log
    // Where a head was printed there was a log.
    guard head != nil || log.exists else { throw missing(log) }
    let verdict = try verdict(of: log, head)
    if isJSON { return (json(verdict), verdict.faults.isEmpty) }
    let lines = verdict.faults.map { line(for: $0) }
    let files = verdict.fileCount == 1 ? "1 file" : "\(verdict.fileCount) files"
    let path = PrintableText.escaped(log.path, limit: 4096)
    let summary = "\(path): \(verdict.recordCount) records in \(files), intact"
    let shown = lines.isEmpty ? [summary] : lines
    return (Array(shown.map { $0 + "\n" }.joined().utf8), lines.isEmpty)
  }

  private struct Content: Encodable {
    struct Fault: Encodable {
      let path: String
      let line: Int?
      let reason: String
    }
    let ok: Bool
    let records: Int
    let files: Int
    let findings: [Fault]
  }

  private static func json(_ verdict: AuditLog.Verdict) -> [UInt8] {
    JSONText.bytes(
      Content(
        ok: verdict.faults.isEmpty, records: Int(verdict.recordCount),
        files: verdict.fileCount,
        findings: verdict.faults.map {
          .init(
            path: PrintableText.escaped($0.path, limit: 4096), line: $0.line,
            reason: words(for: $0.kind))
        }))
  }

  /// The value that stands for the log as it is now, as a line.
  package static func head() throws(RunFailure) -> [UInt8] {
    let log = try AuditPlace.find().log
    let head: AuditHead?
    do throws(AuditError) { head = try log.head() } catch { throw RunFailure(error) }
    guard let head else { throw missing(log) }
    return Array((head.text + "\n").utf8)
  }

  static func verdict(
    of log: AuditLog, _ head: AuditHead? = nil
  ) throws(RunFailure) -> AuditLog.Verdict {
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      do throws(AuditError) { return try log.verify(head: head) } catch { throw RunFailure(error) }
    }
  }

  /// A fault as `PATH:LINE: what is wrong`.
  static func line(for fault: AuditFault) -> String {
    let path = PrintableText.escaped(fault.path, limit: 4096)
    let place = fault.line.map { "\(path):\($0)" } ?? path
    return "\(place): \(words(for: fault.kind))"
  }

  private static func words(for kind: AuditFault.Kind) -> String {
    switch kind {
    case .notARecord: "this line is no record"
    case .altered(let number): "record \(number) was altered"
    case .missing(let range): "\(records(range)) missing before this line"
    case .outOfPlace(let number): "record \(number) is out of place"
    case .newKey(let number):
      "record \(number) begins a new chain: the key was lost or replaced"
    case .missingAtEnd(let range): "\(records(range)) missing at the end"
    case .cutOff: "the last line was cut off"
    case .missingFile: "the file is missing"
    case .missingState:
      "the key file is missing or damaged, so that records may have been cut off at the end"
    case .otherState: "the key file does not belong to the last record of the log"
    case .otherHead(let number): "record \(number) is not the one that the head was printed for"
    case .missingHead(let number):
      "record \(number), for which the head was printed, is missing"
    }
  }

  private static func records(_ range: ClosedRange<UInt64>) -> String {
    range.count == 1
      ? "record \(range.lowerBound) is" : "records \(range.lowerBound) to \(range.upperBound) are"
  }

  private static func missing(_ log: AuditLog) -> RunFailure {
    RunFailure(
      "there is no audit log at \(PrintableText.escaped(log.path, limit: 4096))",
      hints: ["the first run makes one"])
  }
}
