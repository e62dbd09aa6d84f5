// SPDX-License-Identifier: Apache-2.0

/// Finds the occurrences of all needles in one stream of bytes, however it is cut.
struct Matcher: ~Copyable {
  /// Candidates are settled after at most this many bytes.
  static let blockSize = 16 * 1024
  private static let longRest = 63

  let needles: NeedleSet
  private(set) var state: UInt32 = 0
  /// The position behind the last byte that was read.
  private(set) var position = 0
  var queues: [CandidateQueue] = []
  /// Where candidates were seen, for views that wake later; kept for the raw stream only.
  private(set) var starts = RawStarts()
  private let keepsStarts: Bool
  /// For each group the index of its queue, or -1.
  private var queueOfGroup: [Int32]
  private var events: [Event] = []
  private var laneEvents: [Event] = []
  /// For how many more blocks the filter of grams is not asked, and for how many it was not the last time.
  private var rest = 0
  private var longestRest = 0
  var sums: PrefixSums
  /// The union of the last confirmed matches that overlap each other.
  var confirmed = 0..<0
  /// How many bytes and candidates were looked at again after the automaton; shown to tests.
  var steps = 0

  init(_ needles: NeedleSet, keepsStarts: Bool = false) {
    self.needles = needles
    self.keepsStarts = keepsStarts
    queueOfGroup = [Int32](repeating: -1, count: needles.long.groups.count)
    sums = PrefixSums(span: needles.longest + 2 * Self.blockSize)
  }

  /// Reads what the window has beyond the last position, and appends what it finds.
  mutating func advance(over window: borrowing Window, into matches: inout Matches) {
    starts.forget(before: position, longest: needles.longest)
    while position < window.end {
      let block = position..<min(position + Self.blockSize, window.end)
      events.removeAll(keepingCapacity: true)
      let read = scan(window, window.range(block))
      note(window, read, into: &matches)
      position += read
      if !queues.isEmpty { settle(window, newBytes: read, into: &matches) }
    }
  }

  private mutating func scan(_ window: borrowing Window, _ range: Range<Int>) -> Int {
    if range.count >= Automaton.fewestForGrams, needles.automaton.filter.step > 0, rest == 0 {
      let read = needles.automaton.scanNearGrams(
        window.bytes, range, from: &state, into: &events)
      // Where grams are frequent, the filter rests for a while, twice as long each time.
      longestRest = read < range.count ? min(2 * longestRest + 1, Self.longRest) : 0
      rest = longestRest
      return read
    }
    rest = max(0, rest - 1)
    guard range.count >= Automaton.fewestForLanes else {
      return needles.automaton.scan(
        window.bytes, range, from: &state, into: &events, limit: .max)
    }
    needles.automaton.scanInLanes(window.bytes, range, from: &state, into: &events, &laneEvents)
    return range.count
  }

  /// Starts over at a position, as if nothing had been read before.
  mutating func restart(at position: Int) {
    self.position = position
    state = 0
    for queue in queues { queueOfGroup[queue.group] = -1 }
    queues.removeAll(keepingCapacity: true)
    starts = RawStarts()
    sums = PrefixSums(span: needles.longest + 2 * Self.blockSize)
  }

  /// The first position from which a needle may still be completed.
  var holdStart: Int {
    let pending = position - Int(needles.automaton.state(at: state).pending)
    return queues.reduce(pending) { min($0, $1.earliest ?? $0) }
  }

  /// Whether R7 lets go of what is held: few bytes, and little of the needle.
  var holdsShortPrefix: Bool {
    let state = needles.automaton.state(at: state)
    return queues.isEmpty && state.isShort
  }

  /// Notes what the automaton has seen in the bytes that were read.
  private mutating func note(
    _ window: borrowing Window, _ read: Int, into matches: inout Matches
  ) {
    let start = position
    steps += events.count
    var index = 0
    while index < events.count {
      let event = events[index]
      // A state that is reached again with every byte, in a row of equal bytes, is noted once.
      var end = event.end + event.count
      index += 1
      while index < events.count, events[index].state == event.state, events[index].end == end {
        end += events[index].count
        index += 1
      }
      note(
        event.state, start + Int(event.end)..<start + Int(end), window, start + read,
        into: &matches)
    }
  }

  private mutating func note(
    _ offset: UInt32, _ ends: Range<Int>, _ window: borrowing Window, _ end: Int,
    into matches: inout Matches
  ) {
    let state = needles.automaton.state(at: offset)
    if state.needle >= 0 {
      let needle = Int(state.needle)
      matches.append(needle, ends: ends, count: needles.needles[needle].count)
    }
    guard state.group >= 0 else { return }
    let starts = ends.lowerBound - Trie.depth..<ends.upperBound - Trie.depth
    if keepsStarts { self.starts.append(starts) }
    guard starts.count > 1 || mayGoOn(starts.lowerBound, Int(state.group), window, end) else {
      return
    }
    queue(starts, in: Int(state.group))
  }

  /// Whether a candidate may be a needle of its group, as far as the bytes before `end` tell at a glance.
  private func mayGoOn(
    _ start: Int, _ group: Int, _ window: borrowing Window, _ end: Int
  ) -> Bool {
    let long = needles.long
    for index in long.groups[group].finals {
      let check = long.checks[index]
      if start + check.length > end
        || long.mayEnd(check, with: window.tail(before: start + check.length))
      {
        return true
      }
    }
    return false
  }

  private mutating func queue(_ starts: Range<Int>, in group: Int) {
    if queueOfGroup[group] < 0 {
      queueOfGroup[group] = Int32(queues.count)
      queues.append(
        CandidateQueue(group: group, lengths: needles.long.groups[group].finals.count))
    }
    queues[Int(queueOfGroup[group])].append(starts)
  }

  /// Forgets queues that have become empty.
  mutating func dropEmptyQueues() {
    guard queues.contains(where: \.isEmpty) else { return }
    for queue in queues { queueOfGroup[queue.group] = -1 }
    queues.removeAll(where: \.isEmpty)
    for (index, queue) in queues.enumerated() { queueOfGroup[queue.group] = Int32(index) }
  }
}
