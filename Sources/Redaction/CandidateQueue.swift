// SPDX-License-Identifier: Apache-2.0

/// The places where needles of one group may have begun, in the order of the stream.
///
/// For every length that a needle of the group has, a cursor stands before the first candidate that has
/// not been compared at that length. So what is due is found without a visit to the others. Candidates
/// that follow each other byte by byte are kept as one run: the bytes of a run are all the same, so those
/// that end within it are all alike.
struct CandidateQueue {
  let group: Int
  private var runs: [Range<Int>] = []
  private var front = 0
  /// For each length the run and the start of the next candidate to compare.
  private var cursors: [(run: Int, start: Int)]
  /// Up to where the bytes of the first candidate were found possible, and its next checkpoint.
  var verified = 0
  var checkpoint = 0

  init(group: Int, lengths: Int) {
    self.group = group
    cursors = [(run: Int, start: Int)](repeating: (0, 0), count: lengths)
  }

  var isEmpty: Bool { front == runs.count }
  var earliest: Int? { isEmpty ? nil : runs[front].lowerBound }
  var all: some Sequence<Int> { runs[front...].lazy.joined() }

  /// Adds candidates that start after all others.
  mutating func append(_ starts: Range<Int>) {
    if !isEmpty, runs[runs.count - 1].upperBound == starts.lowerBound {
      runs[runs.count - 1] = runs[runs.count - 1].lowerBound..<starts.upperBound
      return
    }
    if isEmpty { begin(starts.lowerBound) }
    runs.append(starts)
  }

  /// The next candidates to compare at the length with that number, all alike, that end by `end`.
  mutating func due(_ index: Int, length: Int, by end: Int) -> Range<Int>? {
    var (number, start) = cursors[index]
    number = max(number, front)
    while number < runs.count {
      let run = runs[number]
      start = max(start, run.lowerBound)
      let ready = min(run.upperBound, end - length + 1)
      if start < ready {
        // What ends within the run is alike; what reaches beyond it stands alone.
        let alike = min(ready, run.upperBound + Trie.depth - length)
        let next = max(start + 1, alike)
        cursors[index] = (number, next)
        return start..<next
      }
      if start < run.upperBound || number == runs.count - 1 { break }
      number += 1
    }
    cursors[index] = (number, start)
    return nil
  }

  /// Drops all candidates that start before a position.
  mutating func drop(before position: Int) {
    guard let earliest, earliest < position else { return }
    while front < runs.count, runs[front].upperBound <= position { front += 1 }
    if !isEmpty, runs[front].lowerBound < position {
      runs[front] = position..<runs[front].upperBound
    }
    renew()
  }

  /// Drops the first candidate.
  mutating func dropFirst() { drop(before: runs[front].lowerBound + 1) }

  private mutating func renew() {
    if isEmpty {
      runs.removeAll(keepingCapacity: true)
      for index in cursors.indices { cursors[index] = (0, 0) }
      front = 0
    } else {
      begin(runs[front].lowerBound)
      if front > 4096, 2 * front > runs.count { shrink() }
    }
  }

  private mutating func begin(_ start: Int) {
    verified = start + Trie.depth
    checkpoint = 0
  }

  private mutating func shrink() {
    runs.removeSubrange(..<front)
    for index in cursors.indices { cursors[index].run = max(cursors[index].run - front, 0) }
    front = 0
  }
}
