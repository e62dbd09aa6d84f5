// SPDX-License-Identifier: Apache-2.0

/// One occurrence of one needle, or several that overlap, by positions counted from the start of the
/// stream.
struct Match: Equatable {
  private(set) var start: Int
  private(set) var end: Int
  /// The needle that lends its name: the leftmost, then the longest.
  private(set) var needle: Int
  /// The length of that needle.
  private(set) var count: Int

  init(start: Int, end: Int, needle: Int) {
    self.start = start
    self.end = end
    self.needle = needle
    count = end - start
  }

  /// Takes in another occurrence, if it overlaps.
  mutating func absorb(_ other: Match) -> Bool {
    guard other.start < end, start < other.end else { return false }
    if other.start < start || other.start == start && other.count > count {
      needle = other.needle
      count = other.count
    }
    start = min(start, other.start)
    end = max(end, other.end)
    return true
  }

  /// Takes in all occurrences up to one that starts later, each of which overlaps the one before it.
  mutating func stretch(to last: Match) -> Bool {
    guard last.start >= start else { return false }
    end = max(end, last.end)
    return true
  }
}

/// What a matcher has found.
struct Matches {
  private(set) var all: [Match] = []
  /// Whether occurrences that overlap become one at once; a view has to tell them apart.
  let joins: Bool

  mutating func append(_ match: Match) {
    if joins, !all.isEmpty, all[all.count - 1].absorb(match) { return }
    all.append(match)
  }

  /// Adds occurrences of one needle that end at each of these positions.
  mutating func append(_ needle: Int, ends: Range<Int>, count: Int) {
    let first = Match(start: ends.lowerBound - count, end: ends.lowerBound, needle: needle)
    append(first)
    guard ends.count > 1 else { return }
    let last = Match(start: ends.upperBound - 1 - count, end: ends.upperBound - 1, needle: needle)
    if joins, count > 1, all[all.count - 1].stretch(to: last) { return }
    for end in ends.dropFirst() {
      append(Match(start: end - count, end: end, needle: needle))
    }
  }
}
