// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

extension AuditLog {
  /// What `verify` came to.
  package struct Verdict: Sendable {
    /// How many records there are, in how many files.
    package let recordCount: Int, fileCount: Int
    /// What is wrong, in the order of the log; empty when all is as it was written.
    package let faults: [AuditFault]
  }

  /// How many records the state may be behind the log, which is one where a process was killed between the two.
  private static let stateLag: UInt64 = 1000

  /// Whether there is a log, or was one.
  package var exists: Bool { FileStatus.of(path) != nil || FileStatus.of(statePath) != nil }

  /// Checks every record, the end against the state, and whether the head is there; belongs into a secret phase.
  package func verify(head: AuditHead? = nil) throws(AuditError) -> Verdict {
    let (state, current, closed) = try snapshot()
    var verification = Verification(head: head)
    var fileCount = 0
    for number in 1..<(closed + 1) {
      guard let lines = try AuditFiles.lines(of: closedPath(number)) else {
        verification.add(.missingFile, path: closedPath(number))
        continue
      }
      fileCount += 1
      for (index, line) in lines.enumerated() {
        verification.take(line, path: closedPath(number), number: index + 1)
      }
      if AuditFiles.isCutOff(closedPath(number)) {
        verification.add(.cutOff, path: closedPath(number))
      }
    }
    if current != nil { fileCount += 1 }
    for (index, line) in (current ?? []).enumerated() {
      verification.take(line, path: path, number: index + 1)
    }
    if AuditFiles.isCutOff(path) { verification.add(.cutOff, path: path) }
    try checkEnd(state, &verification)
    verification.finish(path: path)
    return Verdict(
      recordCount: verification.recordCount, fileCount: fileCount, faults: verification.faults)
  }

  /// The last record as a head; nil when there is none.
  package func head() throws(AuditError) -> AuditHead? {
    let (_, current, closed) = try snapshot()
    var line = current?.last { ChainLink($0) != nil }
    if line == nil, closed > 0 {
      line = try AuditFiles.lines(of: closedPath(closed))?.last { ChainLink($0) != nil }
    }
    guard let line, let link = ChainLink(line) else { return nil }
    return AuditHead(number: link.number, hash: ChainLink.hash(of: line))
  }

  /// All lines of all files, oldest first, as they stand.
  package func lines() throws(AuditError) -> [[UInt8]] {
    let (_, current, closed) = try snapshot()
    var lines: [[UInt8]] = []
    for number in 1..<(closed + 1) { lines += try AuditFiles.lines(of: closedPath(number)) ?? [] }
    return lines + (current ?? [])
  }

  /// State and present file as they belong together, and how many closed files there are.
  private func snapshot() throws(AuditError) -> (ChainState?, [[UInt8]]?, UInt64) {
    guard let stateFile = try stateToRead() else {
      return (nil, try AuditFiles.lines(of: path), AuditFiles.closedCount(of: self, atLeast: 0))
    }
    let isLocked = try system { () throws(SystemCallError) in
      try stateFile.lock(shared: true, milliseconds: Self.patience)
    }
    guard isLocked else { throw .busy(path: path) }
    let state = try ChainState.read(from: stateFile)
    let lines = try AuditFiles.lines(of: path)
    return (state, lines, AuditFiles.closedCount(of: self, atLeast: state?.closedFiles ?? 0))
  }

  private func stateToRead() throws(AuditError) -> SharedFile? {
    do throws(SystemCallError) {
      return try SharedFile(statePath, for: .reading)
    } catch {
      if error.isMissing { return nil }
      throw .system(error)
    }
  }

  /// Whether the log ends with the record that the state follows, and the state's key is the one announced there.
  private func checkEnd(
    _ state: ChainState?, _ verification: inout Verification
  ) throws(AuditError) {
    guard var state else {
      if verification.recordCount > 0 { verification.add(.missingState, path: statePath) }
      return
    }
    guard state.number <= verification.expected else {
      verification.add(.missingAtEnd(verification.expected...state.number - 1), path: path)
      return
    }
    var isSame = verification.expected - state.number <= Self.stateLag
    do throws(SecretMemoryError) {
      while isSame, state.number < verification.expected { try state.skip() }
    } catch {
      throw .memory(error)
    }
    isSame = isSame && verification.key.map { $0 == state.key.publicKey } ?? true
    // Behind a record that was altered, the key proves nothing about the state.
    if !isSame, verification.isKeyProven || verification.faults.isEmpty {
      verification.add(.otherState, path: statePath)
    }
  }
}
