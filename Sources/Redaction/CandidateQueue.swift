// SPDX-License-Identifier: Apache-2.0

/// The places where needles of one group may have begun, in the order of the stream.
///
/// For every length that a needle of the group has, a cursor stands before the first candidate that has
/// not been compared at that length. So what is due is found without a visit to the others.
struct CandidateQueue {
  let group: Int
  private var starts: [Int] = []
  private var front = 0
  private var cursors: [Int]
  /// Up to where the bytes of the first candidate were found possible, and its next checkpoint.
  var verified = 0
  var checkpoint = 0

  init(group: Int, lengths: Int) {
    self.group = group
    cursors = [Int](repeating: 0, count: lengths)
  }

  var isEmpty: Bool { front == starts.count }
  var earliest: Int? { isEmpty ? nil : starts[front] }
  var all: ArraySlice<Int> { starts[front...] }

  mutating func append(_ start: Int) {
    if isEmpty { begin(start) }
    starts.append(start)
  }

  /// The next candidate to compare at the length with that number, if it ends by `end`.
  mutating func due(_ index: Int, length: Int, by end: Int) -> Int? {
    let cursor = max(cursors[index], front)
    guard cursor < starts.count, starts[cursor] + length <= end else { return nil }
    cursors[index] = cursor + 1
    return starts[cursor]
  }

  /// Drops all candidates that start before a position.
  mutating func drop(before position: Int) {
    guard let earliest, earliest < position else { return }
    while front < starts.count, starts[front] < position { front += 1 }
    renew()
  }

  /// Drops the first candidate.
  mutating func dropFirst() {
    front += 1
    renew()
  }

  private mutating func renew() {
    if isEmpty {
      starts.removeAll(keepingCapacity: true)
      for index in cursors.indices { cursors[index] = 0 }
      front = 0
    } else {
      begin(starts[front])
      if front > 4096, 2 * front > starts.count { shrink() }
    }
  }

  private mutating func begin(_ start: Int) {
    verified = start + Trie.depth
    checkpoint = 0
  }

  private mutating func shrink() {
    starts.removeSubrange(..<front)
    for index in cursors.indices { cursors[index] = max(cursors[index] - front, 0) }
    front = 0
  }
}
