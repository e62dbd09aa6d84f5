// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// A session for the child, controlled by a terminal; `session.c` says why it has a keeper.
package final class TerminalSession {
  private let path: String
  private let targets: [Int32]
  private var control: Int32?

  /// The terminal that is opened at `path` becomes these descriptors of the child.
  package init(_ path: String, targets: [Int32]) {
    self.path = path
    self.targets = targets
  }

  deinit { end() }

  /// Starts the program at `program` in the session and returns its process id; otherwise like `SpawnCall.spawn`.
  package func spawn(
    _ program: String, _ arguments: ArgumentList, _ environment: borrowing CStringTable,
    _ redirections: [SpawnCall.Redirection], file: ProgramFile? = nil, mask: SignalState
  ) throws(SystemCallError) -> Int32 {
    var pid: pid_t = 0
    var control: Int32 = -1
    let onTerminal = targets.reduce(UInt32(0)) { $0 | 1 << UInt32($1) }
    let failure = unsafe SpawnCall.withProgram(
      program, arguments, environment, redirections, file, mask
    ) { program in
      unsafe cposix_spawn_session(path, onTerminal, program, &pid, &control)
    }
    guard failure == 0 else { throw SystemCallError("posix_spawn", program, code: failure) }
    self.control = control
    return pid
  }

  /// Lets go of the terminal, once the child has ended; what it left behind goes on without a signal.
  package func end() {
    if let control { cposix_end_session(control) }
    control = nil
  }
}
