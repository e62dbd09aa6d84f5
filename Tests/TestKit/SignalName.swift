// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The names of signals, without their SIG.
package enum SignalName {
  private static let numbers: [String: Int32] = [
    "HUP": SIGHUP, "INT": SIGINT, "QUIT": SIGQUIT, "ILL": SIGILL, "ABRT": SIGABRT, "FPE": SIGFPE,
    "KILL": SIGKILL, "SEGV": SIGSEGV, "PIPE": SIGPIPE, "ALRM": SIGALRM, "TERM": SIGTERM,
    "USR1": SIGUSR1, "USR2": SIGUSR2, "CHLD": SIGCHLD, "CONT": SIGCONT, "STOP": SIGSTOP,
    "TSTP": SIGTSTP, "TTIN": SIGTTIN, "TTOU": SIGTTOU, "WINCH": SIGWINCH,
  ]

  /// The number of a signal given as `TERM`, `SIGTERM` or `15`.
  package static func number(of name: String) -> Int32? {
    Int32(name) ?? numbers[name.hasPrefix("SIG") ? String(name.dropFirst(3)) : name]
  }

  /// The name of a signal, or its number where it has none here.
  package static func name(of number: Int32) -> String {
    numbers.first { $0.value == number }?.key ?? String(number)
  }
}
