// SPDX-License-Identifier: Apache-2.0

import Auditing
import SecretMemory
import SystemCalls
import TestKit

/// A log in a folder of its own, and what an attacker would do to its files.
final class SampleLog {
  let folder: TemporaryFolder
  let log: AuditLog
  var path: String { log.path }

  /// A log with so many records behind the one that begins it.
  init(_ count: Int = 0, sizeLimit: Int = 1 << 20, isDurable: Bool = false) throws {
    folder = try TemporaryFolder()
    log = AuditLog(path: folder["state/audit.jsonl"], sizeLimit: sizeLimit, isDurable: isDurable)
    try append(count)
  }

  func append(_ count: Int = 1) throws {
    for number in 0..<count { try append("start", "run-\(number)") }
  }

  func append(_ event: String, _ run: String) throws { try append(event) { $0.add("run", run) } }

  func append(_ event: String, _ content: (inout JSONLine) -> Void) throws {
    try inPhase { () throws(AuditError) in try log.append(event, content) }
  }

  func faults(head: AuditHead? = nil) throws -> [AuditFault.Kind] {
    try verdict(head: head).faults.map(\.kind)
  }

  /// What is wrong, as `LINE: KIND`.
  func places(head: AuditHead? = nil) throws -> [String] {
    try verdict(head: head).faults.map { "\($0.line.map(String.init) ?? "-"): \($0.kind)" }
  }

  func verdict(head: AuditHead? = nil) throws -> AuditLog.Verdict {
    try inPhase { () throws(AuditError) in try log.verify(head: head) }
  }

  private func inPhase<R>(_ body: () throws(AuditError) -> R) throws(AuditError) -> R {
    try SecretPhase.run(failed: { .memory($0) }, body)
  }

  // MARK: the attacker

  func lines(of name: String = "audit.jsonl") throws -> [String] {
    try text(name).split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
  }

  func text(_ name: String = "audit.jsonl") throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  func bytes(_ name: String) throws -> [UInt8] {
    try FileReading.bytes(of: folder["state/" + name], limit: 1 << 30) ?? []
  }

  func change(_ name: String = "audit.jsonl", _ body: (inout [String]) -> Void) throws {
    var lines = try lines(of: name)
    body(&lines)
    try replace(name, lines.map { $0 + "\n" }.joined())
  }

  func replace(_ name: String, _ text: String) throws {
    try folder.write("state/" + name, text, permissions: 0o600)
  }

  func replace(_ name: String, _ bytes: [UInt8]) throws {
    try folder.write("state/" + name, bytes, permissions: 0o600)
  }

  func remove(_ name: String) throws {
    try SharedFile.move(folder["state/" + name], to: folder[name + ".gone"])
  }
}
