// SPDX-License-Identifier: Apache-2.0

/// How a process ended.
package enum ExitStatus: Equatable, Sendable, CustomStringConvertible {
  case exited(Int32)
  case signaled(Int32)

  package var description: String {
    switch self {
    case .exited(let code): "exit \(code)"
    case .signaled(let number): "death by SIG\(SignalName.name(of: number))"
    }
  }
}
