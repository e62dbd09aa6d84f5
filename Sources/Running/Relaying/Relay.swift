// SPDX-License-Identifier: Apache-2.0

import Spawning
import SystemCalls

/// The one loop of a run: waits for the child's output, for room to write it, and for signals.
struct Relay {
  /// How long output is awaited after the child's end when something else keeps the pipe open, in milliseconds.
  private static let drainGrace = 2000

  private var streams: [StreamRelay]
  private let child: Child
  private let terminal: ChildTerminal
  /// Whether the child is killed at the first hit.
  private let killsOnLeak: Bool
  private var isKilled = false
  private var status: ExitStatus?
  private var lastActivity = 0
  private var failures: [SystemCallError] = []

  init(
    _ streams: [StreamRelay], _ child: Child, _ terminal: ChildTerminal, killsOnLeak: Bool
  ) {
    self.streams = streams
    self.child = child
    self.terminal = terminal
    self.killsOnLeak = killsOnLeak
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
        return status
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
      if poll.isReady(signal), let ended = try signals.handle(for: child, on: terminal) {
        status = ended
        terminal.endSession()
        lastActivity = CurrentProcess.milliseconds
      }
    }
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
    if streams.contains(where: \.holdsBackFromTerminal) { return StreamRelay.shortPrefixDelay }
    guard status != nil else { return terminal.waitTime }
    return max(0, lastActivity + Self.drainGrace - CurrentProcess.milliseconds) + 1
  }

  private func isGraceOver() -> Bool {
    CurrentProcess.milliseconds - lastActivity > Self.drainGrace
  }

  private mutating func giveUp(_ warn: (String) -> Void) throws(SystemCallError) {
    for failure in failures { warn("output was lost: \(failure.reason)") }
    guard !streams.isEmpty else { return }
    for stream in streams { try stream.abandon() }
    warn("a background process keeps the output open; it is not relayed any longer")
  }
}
