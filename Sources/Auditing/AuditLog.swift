// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// The log of runs: lines of JSON that form a chain under a key that moves forward.
///
/// It guarantees that no record can be changed, taken out or moved unnoticed, once it is written and another has
/// followed or the state beside the log still is what it was; and that whoever takes the machine over later cannot
/// make records of the past. It cannot keep that one from throwing the whole log away and beginning another, which
/// only a head that was kept elsewhere shows. `Documentation.docc/AuditLog.md` says more.
package struct AuditLog: Sendable {
  /// How long to wait for the lock, in milliseconds.
  static let patience = 5000

  /// Where the log is; closed files have `.1`, `.2` and so on behind it.
  package let path: String
  /// A file is put aside before it would grow over this many bytes.
  package let sizeLimit: Int
  /// Whether a record is on the disk, and not only with the kernel, before its writer goes on.
  package let isDurable: Bool

  /// The log at a path, which need not be there yet.
  package init(path: String, sizeLimit: Int, isDurable: Bool) {
    self.path = path
    self.sizeLimit = sizeLimit
    self.isDurable = isDurable
  }

  /// Where the key and the place in the chain are kept.
  package var statePath: String { path + ".key" }

  /// The path of the closed file of this number, the first being 1.
  func closedPath(_ number: UInt64) -> String { "\(path).\(number)" }

  /// Appends one record; belongs into a secret phase.
  ///
  /// Safe among any number of processes: they take turns by a lock on the state, a line is written with one call,
  /// and a process that is killed between the line and the state leaves a line that the next one recognises as
  /// genuine. Makes the folder (0700) and the files (0600) that are missing.
  package func append(_ event: String, _ content: (inout JSONLine) -> Void) throws(AuditError) {
    let stateFile = try openState()
    guard
      try system({ () throws(SystemCallError) in try stateFile.lock(milliseconds: Self.patience) })
    else { throw .busy(path: path) }
    var log = try system { () throws(SystemCallError) in try Appender(self) }
    var state = try log.catchUp(try ChainState.read(from: stateFile))
    try log.append(event, content, to: &state)
    try state.write(to: stateFile)
  }

  private func openState() throws(AuditError) -> SharedFile {
    do throws(SystemCallError) {
      do throws(SystemCallError) {
        return try SharedFile(statePath, for: .changing)
      } catch  where error.isMissing {
        try FileWriting.makeFolder(Path.folder(of: path), permissions: 0o700)
        return try SharedFile(statePath, for: .changing)
      }
    } catch {
      throw .system(error)
    }
  }

  /// Runs `body` with the errors of the system turned into this module's.
  func system<R: ~Copyable>(_ body: () throws(SystemCallError) -> R) throws(AuditError) -> R {
    do throws(SystemCallError) { return try body() } catch { throw .system(error) }
  }
}
