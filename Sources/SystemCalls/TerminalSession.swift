// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// A session for the child, controlled by a terminal; `session.c` says why it has a keeper.
package final class TerminalSession {
  private let path: String
  private let targets: [Int32]
  private var control: Int32?
  private var heard: Descriptor?

  /// The terminal that is opened at `path` becomes these descriptors of the child.
  package init(_ path: String, targets: [Int32]) {
    self.path = path
    self.targets = targets
  }

  deinit { end() }

  /// Starts the program at `program` in the session and returns its process id; otherwise like `SpawnCall.spawn`.
  ///
  /// The call that fails is `clone` when it was the session that could not be made.
  package func spawn(
    _ program: String, _ arguments: ArgumentList, _ environment: borrowing CStringTable,
    _ redirections: [SpawnCall.Redirection], mask: SignalState
  ) throws(SystemCallError) -> Int32 {
    var signals = mask.inherited
    var pid: pid_t = 0
    var control: Int32 = -1
    var heard: Int32 = -1
    let failure = CoreLimit.withInherited {
      unsafe environment.withPointers { variables in
        unsafe cposix_spawn_session(
          path, targets.reduce(0) { $0 | 1 << UInt32($1) }, program, arguments.words, variables,
          redirections.map(\.source), redirections.map(\.target), Int32(redirections.count),
          &signals, mask.ignored, &pid, &control, &heard)
      }
    }
    guard failure == 0 else {
      throw SystemCallError(pid < 0 ? "clone" : "posix_spawn", program, code: failure)
    }
    self.control = control
    self.heard = .some(Descriptor(owning: heard))
    return pid
  }

  /// Adds to what is waited for: a signal that the keyboard sent to the child's group.
  package func add(to poll: inout Poll) -> Int? {
    heardNumber.map { poll.addReader($0) }
  }

  /// Sends the rest of secrun's job the signals that the keyboard sent to the child's group.
  ///
  /// Without secrun they would be one group: a script that runs it, or `make`, ends by Ctrl-C too.
  package func pass(_ poll: Poll, _ index: Int?) {
    guard let index, poll.isReady(index) else { return }
    if !passNext() { heard = nil }
  }

  /// False when no more will come.
  private func passNext() -> Bool {
    var number: UInt8 = 0
    guard let heardNumber, unsafe read(heardNumber, &number, 1) == 1 else { return false }
    kill(0, Int32(number))
    return true
  }

  /// Lets go of the terminal, once the child has ended; what it left behind goes on without a signal.
  package func end() {
    guard let control else { return }
    cposix_end_session(control)
    self.control = nil
    // The last key may have ended the child; whoever waits for secrun must have the signal before its end.
    while let number = heardNumber, waitForEnd(number), passNext() {}
    heard = nil
  }

  private var heardNumber: Int32? {
    switch heard {
    case .some(let heard): heard.number
    case .none: nil
    }
  }

  /// Somebody may have stopped the child's whole group for good, and its last member with it.
  private func waitForEnd(_ number: Int32) -> Bool {
    var ready = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&ready, 1, 200) == 1
  }
}
