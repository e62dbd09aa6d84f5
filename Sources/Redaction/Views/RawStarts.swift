// SPDX-License-Identifier: Apache-2.0

/// Where long needles may have begun in the raw stream, for views that wake in the middle of one.
struct RawStarts {
  /// In the order of the stream; some have been refuted since.
  private var starts: [Int] = []

  mutating func append(_ start: Int) { starts.append(start) }

  /// Forgets those from which no needle can go on beyond a position.
  mutating func forget(before position: Int, longest: Int) {
    guard let first = starts.first, first + longest <= position else { return }
    let kept = starts.firstIndex { $0 + longest > position } ?? starts.count
    starts.removeFirst(kept)
  }

  /// The earliest start of a needle of at most `longest` bytes that may go on at a position.
  func earliest(at position: Int, longest: Int) -> Int? {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] + longest > position { high = middle } else { low = middle + 1 }
    }
    guard low < starts.count, starts[low] + Trie.depth <= position else { return nil }
    return starts[low]
  }
}
