// SPDX-License-Identifier: Apache-2.0

/// Where long needles may have begun in the raw stream, for views that wake in the middle of one.
struct RawStarts {
  /// In the order of the stream; some have been refuted since.
  private var runs: [Range<Int>] = []

  var isEmpty: Bool { runs.isEmpty }

  mutating func append(_ starts: Range<Int>) {
    if let last = runs.last, last.upperBound == starts.lowerBound {
      runs[runs.count - 1] = last.lowerBound..<starts.upperBound
    } else {
      runs.append(starts)
    }
  }

  /// Forgets those from which no needle can go on beyond a position.
  mutating func forget(before position: Int, longest: Int) {
    guard let first = runs.first, first.upperBound + longest <= position else { return }
    let kept = runs.firstIndex { $0.upperBound + longest > position } ?? runs.count
    runs.removeFirst(kept)
  }

  /// The earliest start from `floor` on of a needle of at most `longest` bytes that may go on at a position.
  func earliest(at position: Int, notBefore floor: Int, longest: Int) -> Int? {
    guard !runs.isEmpty else { return nil }
    let first = max(floor, position - longest + 1)
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound > first { high = middle } else { low = middle + 1 }
    }
    guard low < runs.count else { return nil }
    let start = max(runs[low].lowerBound, first)
    return start + Trie.depth <= position ? start : nil
  }
}
