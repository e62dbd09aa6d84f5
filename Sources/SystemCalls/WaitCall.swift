// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc

/// What a child process did.
package enum ChildEvent: Sendable, Equatable {
  /// It ended with an exit status of 0 to 255.
  case exited(Int32)
  /// It was ended by a signal.
  case signaled(Int32)
  /// It was stopped by a signal and may go on.
  case stopped(Int32)
  /// It goes on.
  case continued
}

/// Asking what children did, without waiting; the C function is `waitpid`.
package enum WaitCall {
  /// The next event of any child, and whose it is; nil when nothing happened or there is no child.
  package static func next() throws(SystemCallError) -> (pid: Int32, event: ChildEvent)? {
    var pid: pid_t = 0
    var code: Int32 = 0
    let kind = unsafe cposix_reap(-1, &pid, &code)
    if kind < 0 {
      guard errno == ECHILD else { throw SystemCallError("waitpid") }
      return nil
    }
    switch Int(kind) {
    case Int(cposix_nothing): return nil
    case Int(cposix_exited): return (pid, .exited(code))
    case Int(cposix_signaled): return (pid, .signaled(code))
    case Int(cposix_stopped): return (pid, .stopped(code))
    default: return (pid, .continued)
    }
  }
}
