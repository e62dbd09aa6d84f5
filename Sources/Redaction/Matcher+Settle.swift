// SPDX-License-Identifier: Apache-2.0

import SecretMemory

extension Matcher {
  /// Compares all candidates that are due, then refutes early ones as far as the new bytes pay for it.
  mutating func settle(
    _ window: borrowing Window, newBytes: Int, into matches: inout Matches
  ) {
    for index in queues.indices { confirm(index, window, into: &matches) }
    // Refuting decides only how long bytes are held, never what is masked, so it may be given up.
    var budget = 64 + newBytes / 4
    for index in queues.indices {
      while let start = queues[index].earliest, budget > 0,
        isRefuted(index, start, window, &budget)
      {
        queues[index].dropFirst()
      }
    }
    dropEmptyQueues()
  }

  /// Confirms or drops the candidates of one queue for which enough bytes are there.
  private mutating func confirm(
    _ index: Int, _ window: borrowing Window, into matches: inout Matches
  ) {
    let group = needles.long.groups[queues[index].group]
    for (number, check) in group.finals.enumerated() {
      let length = needles.long.checks[check].length
      while let starts = queues[index].due(number, length: length, by: position) {
        steps += 1
        // The first speaks for all of them, since their bytes are the same.
        let start = starts.lowerBound
        guard let entry = entry(of: check, start, window) else { continue }
        guard isConfirmed(entry, start..<start + length, window) else { continue }
        matches.append(
          Int(needles.long.needles[entry]),
          ends: start + length..<starts.upperBound + length, count: length)
        if starts.count > 1 { confirmed = confirmed.lowerBound..<starts.upperBound + length - 1 }
      }
    }
    queues[index].drop(before: position - group.longest + 1)
  }

  /// The entry of a check that agrees with the first bytes of a candidate.
  private mutating func entry(
    of check: Int, _ start: Int, _ window: borrowing Window
  ) -> Int? {
    let length = needles.long.checks[check].length
    let end = start + length
    guard needles.long.mayEnd(needles.long.checks[check], with: window.tail(before: end)) else {
      return nil
    }
    let earliest = queues.reduce(start) { min($0, $1.earliest ?? $0) }
    steps += sums.cover(start..<end, earliest: earliest, window, needles.long.rolling.base)
    let hash = RollingHash.between(sums[start], sums[end], needles.long.power(check))
    return needles.long.entry(needles.long.checks[check], withHash: hash)
  }

  /// Confirms by the keyed digest of the whole.
  ///
  /// A match that overlaps a confirmed one rests on the rolling hash alone: digesting each of many
  /// overlapping matches would take more than linear time.
  private mutating func isConfirmed(
    _ entry: Int, _ range: Range<Int>, _ window: borrowing Window
  ) -> Bool {
    if range.overlaps(confirmed) {
      confirmed =
        min(range.lowerBound, confirmed.lowerBound)..<max(range.upperBound, confirmed.upperBound)
      return true
    }
    steps += range.count
    let agrees = needles.long.keyed.confirms(
      window.bytes, window.range(range), digestAt: entry * 16, of: needles.long.digests)
    if agrees { confirmed = range }
    return agrees
  }

  /// Whether the bytes of the first candidate of a queue cannot begin any needle of its group.
  private mutating func isRefuted(
    _ index: Int, _ start: Int, _ window: borrowing Window, _ budget: inout Int
  ) -> Bool {
    let group = queues[index].group
    // The newest byte first: it refutes most.
    var place = position
    while place > queues[index].verified, budget > 0 {
      place -= 1
      budget -= 1
      steps += 1
      if !needles.long.allows(window[place], at: place - start, in: group) { return true }
    }
    guard place <= queues[index].verified else { return false }
    queues[index].verified = position
    return failsCheckpoint(index, start, window, &budget)
  }

  private mutating func failsCheckpoint(
    _ index: Int, _ start: Int, _ window: borrowing Window, _ budget: inout Int
  ) -> Bool {
    let checkpoints = needles.long.groups[queues[index].group].checkpoints
    while budget > 0, queues[index].checkpoint < checkpoints.count {
      let check = checkpoints.lowerBound + queues[index].checkpoint
      guard start + needles.long.checks[check].length <= position else { return false }
      budget -= 1
      if entry(of: check, start, window) == nil { return true }
      queues[index].checkpoint += 1
    }
    return false
  }
}
