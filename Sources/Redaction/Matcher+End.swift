// SPDX-License-Identifier: Apache-2.0

extension Matcher {
  /// The earliest beginning of a needle that the end of the stream has cut off, if it is long enough to be
  /// masked: at least 8 bytes and half of the needle (R8).
  func partial(at window: borrowing Window) -> Match? {
    var earliest: Match?
    for queue in queues {
      guard let match = partial(of: queue, window) else { continue }
      if match.start < earliest?.start ?? .max { earliest = match }
    }
    return earliest ?? partialOfState(window)
  }

  private func partial(of queue: CandidateQueue, _ window: borrowing Window) -> Match? {
    let group = needles.long.groups[queue.group]
    for start in queue.all {
      let count = position - start
      guard let check = group.finals.first(where: { needles.long.checks[$0].length > count }),
        needles.long.checks[check].length <= 2 * count,
        (start + Trie.depth..<position).allSatisfy({
          needles.long.allows(window[$0], at: $0 - start, in: queue.group)
        }),
        passesCheckpoints(group, start, window)
      else { continue }
      let entries = needles.long.checks[check].entries
      let needle = entries.reduce(Int.max) { min($0, Int(needles.long.needles[$1])) }
      return Match(start: start, end: position, needle: needle)
    }
    return nil
  }

  private func passesCheckpoints(
    _ group: NeedleGroup, _ start: Int, _ window: borrowing Window
  ) -> Bool {
    let base = needles.long.rolling.base
    for check in group.checkpoints {
      let length = needles.long.checks[check].length
      guard start + length <= position else { return true }
      var sum: UInt64 = 0
      for place in start..<start + length { sum = RollingHash.extend(sum, window[place], base) }
      if needles.long.entry(needles.long.checks[check], withHash: sum) == nil { return false }
    }
    return true
  }

  /// Runs the automaton from each possible start, the earliest first.
  private func partialOfState(_ window: borrowing Window) -> Match? {
    let pending = Int(needles.automaton.state(at: state).pending)
    guard pending >= 8 else { return nil }
    for count in (8...pending).reversed() {
      var state: UInt32 = 0
      var events: [Event] = []
      _ = needles.automaton.scan(
        window.bytes, window.range(position - count..<position), from: &state, into: &events,
        limit: .max)
      let reached = needles.automaton.state(at: state)
      guard Int(reached.depth) == count, reached.shortest >= 0,
        needles.needles[Int(reached.shortest)].count <= 2 * count
      else { continue }
      return Match(start: position - count, end: position, needle: Int(reached.shortest))
    }
    return nil
  }
}
