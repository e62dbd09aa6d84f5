// SPDX-License-Identifier: Apache-2.0

extension Matcher {
  /// The earliest beginning of a needle that the end of the stream has cut off, if it is long enough to be
  /// masked: at least 8 bytes and half of the needle (R8).
  mutating func partial(at window: borrowing Window) -> Match? {
    var earliest: Match?
    for index in queues.indices {
      guard let match = partial(of: index, window) else { continue }
      if match.start < earliest?.start ?? .max { earliest = match }
    }
    return earliest ?? partialOfState(window)
  }

  private mutating func partial(of index: Int, _ window: borrowing Window) -> Match? {
    let long = needles.long
    let group = long.groups[queues[index].group]
    guard let first = queues[index].earliest else { return nil }
    let clean = endOfLastForeignByte(index, from: first + Trie.depth, window)
    steps += sums.cover(first..<position, earliest: first, window, long.rolling.base)
    for start in queues[index].all where start + Trie.depth >= clean {
      let count = position - start
      guard let check = group.finals.first(where: { long.checks[$0].length > count }),
        long.checks[check].length <= 2 * count,
        passesMasks(index, start, window), let entry = lastCheckpoint(group, start)
      else { continue }
      let candidates = entry.map { $0..<$0 + 1 } ?? long.checks[check].entries
      let needle = candidates.reduce(Int.max) { min($0, Int(long.needles[$1])) }
      return Match(start: start, end: position, needle: needle)
    }
    return nil
  }

  /// Behind the last byte that no needle of the group has behind its first ones: no candidate reaches over it.
  private mutating func endOfLastForeignByte(
    _ index: Int, from start: Int, _ window: borrowing Window
  ) -> Int {
    var end = position
    while end > start, needles.long.has(window[end - 1], in: queues[index].group) { end -= 1 }
    steps += position - end
    return end
  }

  private mutating func passesMasks(_ index: Int, _ start: Int, _ window: borrowing Window) -> Bool
  {
    let group = queues[index].group
    let end = min(position, start + Trie.depth + needles.long.groups[group].masks.count)
    for place in start + Trie.depth..<end {
      steps += 1
      if !needles.long.allows(window[place], at: place - start, in: group) { return false }
    }
    return true
  }

  /// The entry of the last checkpoint that a candidate passes, which tells the needles of a group apart; none
  /// where it is short of the first, and nil where it fails one.
  private func lastCheckpoint(_ group: NeedleGroup, _ start: Int) -> Int?? {
    var last: Int?
    for index in group.checkpoints {
      let check = needles.long.checks[index]
      guard start + check.length <= position else { break }
      let hash = RollingHash.between(
        sums[start], sums[start + check.length], needles.long.power(index))
      guard let entry = needles.long.entry(check, withHash: hash) else { return .none }
      last = entry
    }
    return .some(last)
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
