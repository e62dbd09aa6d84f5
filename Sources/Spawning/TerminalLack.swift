// SPDX-License-Identifier: Apache-2.0

package import SystemCalls

/// What the system would not give the child of a terminal, so that the run goes on with less.
package enum TerminalLack: Sendable, Equatable {
  /// No terminals: the child's output is a pipe.
  case terminals(SystemCallError)
  /// No session: the child stays in the user's, and what it writes to `/dev/tty` goes past secrun.
  case session(SystemCallError)
}
