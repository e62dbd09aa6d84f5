// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// The files of a log, read.
enum AuditFiles {
  /// No line is longer.
  private static let lineLimit = 1 << 20
  /// What is read at once.
  private static let fileLimit = 1 << 30

  /// The last line that is a record, without its end; nil when there is none.
  static func lastRecord(of file: borrowing SharedFile) throws(SystemCallError) -> [UInt8]? {
    let size = file.size
    let lines = try file.bytes(max(0, size - lineLimit)..<size).split(separator: 10)
    return lines.last { ChainLink(Array($0)) != nil }.map { Array($0) }
  }

  /// The last record of the last closed file; nil when there is none.
  static func lastClosedRecord(of log: AuditLog) throws(SystemCallError) -> [UInt8]? {
    let count = closedCount(of: log, atLeast: 0)
    guard count > 0 else { return nil }
    return try lastRecord(of: SharedFile(log.closedPath(count), for: .reading))
  }

  /// How many closed files there are, or were when `known` of them were counted.
  static func closedCount(of log: AuditLog, atLeast known: UInt64) -> UInt64 {
    var count = known
    while FileStatus.of(log.closedPath(count + 1)) != nil { count += 1 }
    return count
  }

  /// The lines of a file without their ends; nil when it is missing.
  ///
  /// What follows the last end counts as a line.
  static func lines(of path: String) throws(AuditError) -> [[UInt8]]? {
    let bytes: [UInt8]?
    do throws(SystemCallError) {
      bytes = try FileReading.bytes(of: path, limit: fileLimit)
    } catch {
      if error.isMissing { return nil }
      throw .system(error)
    }
    guard let bytes else { throw .tooLong(path: path) }
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
    if lines.last == [] { lines.removeLast() }
    return lines
  }

  /// Whether a file ends within a line.
  static func isCutOff(_ path: String) -> Bool {
    guard let file = try? FileReading.openAtOnce(path), let status = FileStatus.of(file.number),
      status.size > 0
    else { return false }
    return FileReading.byte(at: status.size - 1, of: file) != 10
  }
}
