// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The signals that secrun treats by name.
package enum SignalNumber {
  /// A child changed its state.
  package static let child = SIGCHLD
  /// A reader went away.
  package static let pipe = SIGPIPE
  /// A stopped process goes on.
  package static let `continue` = SIGCONT
  /// A polite request to end.
  package static let terminate = SIGTERM
  /// A terminal changed its size.
  package static let windowChange = SIGWINCH
  /// The end that no process can refuse.
  package static let kill = SIGKILL
  /// The stop that Ctrl-Z asks for.
  package static let terminalStop = SIGTSTP
  /// The stop that no process can refuse.
  package static let stop = SIGSTOP
  /// The stops that belong to a shell's job control.
  package static let jobControl = [SIGTSTP, SIGTTIN, SIGTTOU]
}
