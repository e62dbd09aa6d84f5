// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// Puts lines at the end of the log, while the lock on the state is held.
struct Appender: ~Copyable {
  /// What a killed process can have left behind the last known record is not longer.
  private static let unknownLimit = 1 << 20

  private let log: AuditLog
  private var file: SharedFile

  init(_ log: AuditLog) throws(SystemCallError) {
    self.log = log
    file = try SharedFile(log.path, for: .appending)
  }

  /// Makes the state agree with the file: passes over genuine records that it does not know yet, and begins a chain
  /// where there is no state.
  mutating func catchUp(_ known: ChainState?) throws(AuditError) -> ChainState {
    guard var state = known else { return try begin() }
    let size = UInt64(file.size)
    if size > state.size, size - state.size <= Self.unknownLimit {
      let range = Int(state.size)..<Int(size)
      let bytes = try log.system { () throws(SystemCallError) in try file.bytes(range) }
      for line in bytes.split(separator: 10, omittingEmptySubsequences: false).dropLast() {
        guard try Self.pass(Array(line), &state) else { break }
      }
    }
    return state
  }

  /// Appends a record, in a new file where this one has grown too long.
  mutating func append(
    _ event: String, _ content: (inout JSONLine) -> Void, startsChain: Bool = false,
    to state: inout ChainState
  ) throws(AuditError) {
    let next: ChainKey
    do throws(SecretMemoryError) { next = try state.key.next() } catch { throw .memory(error) }
    Checkpoint.recording.reach()
    var members = JSONLine()
    members.add("time", SystemFacts.timestamp)
    members.add("event", event)
    content(&members)
    let line = ChainLink.line(
      state.number, members, startsChain: startsChain, previous: state.previous, key: state.key,
      next: next.publicKey)
    let newline = UInt8(ascii: "\n")
    do throws(SystemCallError) {
      if file.size > 0, file.size + line.count + 1 > log.sizeLimit { try closeFile(&state) }
      // What broke off, as at a power failure, must not swallow this record.
      let size = file.size
      let isBroken = size > 0 ? try file.bytes(size - 1..<size) != [newline] : false
      try file.append((isBroken ? [newline] : []) + line + [newline])
      if log.isDurable { try file.flush() }
    } catch {
      throw .system(error)
    }
    state.advance(over: line, next: next)
    state.size = UInt64(file.size)
  }

  /// A chain with a new key: the first, or one behind records whose key is lost.
  private mutating func begin() throws(AuditError) -> ChainState {
    let last = try log.system { () throws(SystemCallError) -> [UInt8]? in
      if let line = try AuditFiles.lastRecord(of: file) { return line }
      return try AuditFiles.lastClosedRecord(of: log)
    }
    let number = last.flatMap { ChainLink($0) }.map { $0.number + 1 } ?? 0
    let nothing = [UInt8](repeating: 0, count: ChainLink.hashCount)
    var state: ChainState
    do throws(SecretMemoryError) {
      state = try ChainState(number: number, previous: last.map(ChainLink.hash) ?? nothing)
    } catch {
      throw .memory(error)
    }
    try append(
      "begin",
      {
        $0.add("format", 1)
        $0.add("host", SystemFacts.hostName)
      }, startsChain: true, to: &state)
    return state
  }

  /// Puts the file aside under the next free number; the chain goes on in a new one.
  private mutating func closeFile(_ state: inout ChainState) throws(SystemCallError) {
    repeat { state.closedFiles += 1 } while FileStatus.of(log.closedPath(state.closedFiles)) != nil
    try SharedFile.move(log.path, to: log.closedPath(state.closedFiles))
    file = try SharedFile(log.path, for: .appending)
  }

  /// Passes over a line that the holder of the present key wrote; false when it is something else.
  private static func pass(_ line: [UInt8], _ state: inout ChainState) throws(AuditError) -> Bool {
    guard let link = ChainLink(line), link.number == state.number,
      link.previous == state.previous, link.isSigned(by: state.key.publicKey)
    else { return false }
    do throws(SecretMemoryError) {
      state.advance(over: line, next: try state.key.next())
    } catch {
      throw .memory(error)
    }
    return true
  }
}
