// SPDX-License-Identifier: Apache-2.0

package import SystemCalls

/// Passes signals to the child, follows its stops, and reaps whatever ends.
package struct SignalRelay: ~Copyable {
  private let source: Descriptor
  private let mask: SignalState

  /// Blocks what can be forwarded and reads it from a descriptor from now on.
  package init() throws(SystemCallError) {
    mask = SignalState.current()
    source = try mask.blockForwardable()
  }

  /// The mask as secrun was given it, for the child.
  package var inheritedMask: SignalState { mask }

  /// The descriptor to poll.
  package var pollNumber: Int32 { source.number }

  /// Deals with every waiting signal; returns how the child ended, once it has.
  ///
  /// A signal that a process sent to secrun is passed on. What the kernel sends, such as Ctrl-C, it sends to the
  /// whole foreground group, and the child has had it already, unless it is in a session of its own.
  package func handle(
    for child: Child, on terminal: ChildTerminal, passed: (Int32) -> Void = { _ in }
  ) throws(SystemCallError) -> ExitStatus? {
    var status: ExitStatus?
    while let signal = try ReceivedSignal.next(from: source) {
      switch signal.number {
      case SignalNumber.child: status = try reap(child, terminal) ?? status
      case SignalNumber.pipe: break
      default:
        pass(signal, to: child, on: terminal)
        passed(signal.number)
      }
    }
    return status
  }

  private func pass(_ signal: ReceivedSignal, to child: Child, on terminal: ChildTerminal) {
    if signal.number == SignalNumber.windowChange { terminal.resize() }
    if signal.number == SignalNumber.continue { terminal.resume() }
    if signal.isFromProcess {
      child.send(signal.number)
    } else if signal.number == SignalNumber.windowChange {
      // The kernel has told a session; beside it, a child may have looked before its display had the new size.
      if terminal.hasDisplay { child.send(signal.number) }
    } else if terminal.hasSession {
      child.send(signal.number, toGroup: terminal.foregroundGroup)
    } else if child.leadsGroup {
      child.send(signal.number, toGroup: child.id)
    }
  }

  /// Reaps everything that ended; as process 1 of a container that includes orphans.
  private func reap(
    _ child: Child, _ terminal: ChildTerminal
  ) throws(SystemCallError) -> ExitStatus? {
    var status: ExitStatus?
    while let (id, event) = try WaitCall.next() {
      guard id == child.id else { continue }
      switch event {
      case .exited(let code): status = .exited(code)
      case .signaled(let number): status = .signaled(number)
      case .stopped(let number): follow(number, child, terminal)
      case .continued: break
      }
    }
    return status
  }

  /// Stops too when job control stopped the child, so that the shell sees its job stopped, and goes on with it.
  ///
  /// A shell's `suspend` is a plain stop. secrun follows it as one that the kernel ignores where nobody is there to
  /// continue it, and only at the user's own terminal: elsewhere whoever stopped the child continues the child.
  private func follow(_ stop: Int32, _ child: Child, _ terminal: ChildTerminal) {
    guard !CurrentProcess.isInit else { return }
    let isPlain = stop == SignalNumber.stop && terminal.hasSession
    guard isPlain || SignalNumber.jobControl.contains(stop) else { return }
    terminal.giveBack()
    SignalState.stop(
      as: isPlain ? SignalNumber.terminalStop : stop, wholeGroup: terminal.hasSession)
    terminal.resume()
    if terminal.hasSession {
      child.send(SignalNumber.continue, toGroup: child.id)
      child.send(SignalNumber.continue, toGroup: terminal.foregroundGroup)
    }
    child.send(SignalNumber.continue)
  }
}
