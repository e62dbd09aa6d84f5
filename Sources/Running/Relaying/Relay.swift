// SPDX-License-Identifier: Apache-2.0

import Spawning
import SystemCalls

/// The one loop of a run: waits for the child's output, for room to write it, and for signals.
struct Relay {
  /// What a run exits with when the child succeeded, but secrun could not write all that it said.
  private static let lostOutput = RunFailure.Status.ownFailure.rawValue

  private var streams: [StreamRelay]
  private let child: Child
  private let terminal: ChildTerminal
  private let limits: RelayLimits
  /// When the child is killed, because it was asked to end.
  private var killTime: Int?
  /// When the child is asked to end, because it has lived long enough.
  private var endTime: Int?
  /// Whether the child is killed at the first hit.
  private let killsOnLeak: Bool
  /// Looks whether the program is what was checked.
  private var watch: StartWatch?
  /// Why the child was killed, if it was not what was checked.
  private(set) var refusal: RunFailure?
  private var isKilled = false
  private var status: ExitStatus?
  private var lastActivity = 0
  private var failures: [SystemCallError] = []

  init(
    _ streams: [StreamRelay], _ child: Child, _ terminal: ChildTerminal, _ limits: RelayLimits,
    _ watch: StartWatch?, killsOnLeak: Bool
  ) {
    self.streams = streams
    self.child = child
    self.terminal = terminal
    self.limits = limits
    self.killsOnLeak = killsOnLeak
    self.watch = watch
    endTime = limits.timeToLive.map { CurrentProcess.milliseconds + $0 }
  }

  /// Runs until the child has ended and every stream too.
  mutating func run(
    _ signals: borrowing SignalRelay, _ warn: (String) -> Void
  ) throws(SystemCallError) -> ExitStatus {
    var poll = Poll()
    terminal.takeUp()
    defer { terminal.giveBack() }
    while true {
      dropEnded()
      if let status, streams.isEmpty || isGraceOver() {
        terminal.giveBack()
        try giveUp(warn)
        return failures.isEmpty || status != .exited(0) ? status : .exited(Self.lostOutput)
      }
      poll.removeAll()
      let signal = poll.addReader(signals.pollNumber)
      let keyboard = terminal.add(to: &poll)
      let indices = streams.map { $0.add(to: &poll) }
      // Whatever the last bytes left in registers must not lie there while secrun sleeps.
      CurrentProcess.clearRegisters()
      try poll.wait(milliseconds: waitTime)
      try pump(poll, indices)
      try terminal.pump(poll, keyboard)
      if poll.isReady(signal) { try handle(signals) }
      lookAtProgram()
      endWhenOver(warn)
      killWhenOverdue()
    }
  }

  private mutating func handle(_ signals: borrowing SignalRelay) throws(SystemCallError) {
    var isAskedToEnd = false
    let ended = try signals.handle(for: child, on: terminal) { signal in
      if signal == SignalNumber.terminate { isAskedToEnd = true }
    }
    let now = CurrentProcess.milliseconds
    if isAskedToEnd, killTime == nil, let limit = limits.killAfter { killTime = now + limit }
    guard let ended else { return }
    status = ended
    terminal.endSession()
    lastActivity = now
  }

  /// Kills a child whose script was changed before its interpreter can have read it.
  private mutating func lookAtProgram() {
    do throws(RunFailure) {
      try watch?.look(atEnd: status != nil)
      if status != nil { watch = nil }
    } catch {
      watch = nil
      refusal = error
      if status == nil { child.kill() }
    }
  }

  private mutating func endWhenOver(_ warn: (String) -> Void) {
    guard let time = endTime, status == nil, CurrentProcess.milliseconds >= time else { return }
    endTime = nil
    warn("the time that --ttl gives is over; the command is asked to end")
    child.end()
    let limit = limits.killAfter ?? RelayLimits.grace
    killTime = min(killTime ?? .max, CurrentProcess.milliseconds + limit)
  }

  private mutating func killWhenOverdue() {
    guard let time = killTime, status == nil, CurrentProcess.milliseconds >= time else { return }
    killTime = nil
    child.kill()
  }

  private mutating func pump(_ poll: Poll, _ indices: [Int]) throws(SystemCallError) {
    for (stream, index) in zip(streams, indices) {
      if poll.isReady(index) {
        if try stream.pump() { lastActivity = CurrentProcess.milliseconds }
        killAfterLeak(stream)
      } else if stream.holdsBackFromTerminal,
        CurrentProcess.milliseconds - lastActivity >= StreamRelay.shortPrefixDelay
      {
        try stream.releaseShortPrefix()
      }
    }
  }

  private mutating func killAfterLeak(_ stream: StreamRelay) {
    guard killsOnLeak, !isKilled, status == nil, stream.hasHits else { return }
    isKilled = true
    child.kill()
  }

  private mutating func dropEnded() {
    for stream in streams where stream.isEnded {
      terminal.drop(stream.sourceNumber)
      if let failure = stream.failure { failures.append(failure) }
    }
    streams.removeAll { $0.isEnded }
  }

  private var waitTime: Int? {
    let times = [killTime, endTime, watch?.next].compactMap { $0 }
    guard status == nil, let next = times.min() else { return relayTime }
    return min(relayTime ?? .max, max(0, next - CurrentProcess.milliseconds) + 1)
  }

  private var relayTime: Int? {
    if streams.contains(where: \.holdsBackFromTerminal) { return StreamRelay.shortPrefixDelay }
    guard status != nil else { return terminal.waitTime }
    return max(0, lastActivity + limits.drain - CurrentProcess.milliseconds) + 1
  }

  private func isGraceOver() -> Bool {
    CurrentProcess.milliseconds - lastActivity > limits.drain
  }

  private mutating func giveUp(_ warn: (String) -> Void) throws(SystemCallError) {
    for failure in failures { warn("output was lost: \(failure.reason)") }
    guard !streams.isEmpty else { return }
    for stream in streams { try stream.abandon() }
    warn("a background process keeps the output open; it is not relayed any longer")
  }
}
