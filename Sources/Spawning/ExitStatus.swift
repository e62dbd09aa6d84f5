// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// How a child ended.
package enum ExitStatus: Sendable, Equatable {
  /// By itself, with a status of 0 to 255.
  case exited(Int32)
  /// By a signal.
  case signaled(Int32)

  /// Ends secrun the way the child ended, so that the caller sees the same wait status.
  ///
  /// After death by a signal secrun dies by it too. The first process of a container cannot, because the kernel
  /// keeps signals from it; it exits with 128 + n, as shells report it.
  package func end() -> Never {
    if case .signaled(let number) = self, !CurrentProcess.isInit { SignalState.die(of: number) }
    CurrentProcess.exit(code)
  }

  /// The status as one number, the way shells report it.
  package var code: Int32 {
    switch self {
    case .exited(let status): status
    case .signaled(let number): 128 + number
    }
  }
}
