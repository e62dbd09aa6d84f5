// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The rolling hash of the stream up to each position, made only once a candidate asks for it.
///
/// Kept in a ring, so that a window may move without the sums.
struct PrefixSums {
  private var ring: [UInt64] = []
  private let capacity: Int
  /// The positions for which the ring holds a sum, counted from the first of them.
  private var first = 0
  private var last = -1

  /// Prepares for ranges of up to `span` bytes.
  init(span: Int) {
    var capacity = 1024
    while capacity <= span { capacity *= 2 }
    self.capacity = capacity
  }

  /// Makes the sums for the range; returns how many bytes that took.
  ///
  /// A new row of sums begins at `earliest`, the first position that a later call may ask for.
  mutating func cover(
    _ range: Range<Int>, earliest: Int, _ window: borrowing Window, _ base: UInt64
  ) -> Int {
    if ring.isEmpty { ring = [UInt64](repeating: 0, count: capacity) }
    if range.lowerBound < max(first, last - capacity + 1) || range.lowerBound > last {
      first = earliest
      last = earliest
      ring[earliest & (capacity - 1)] = 0
    }
    guard range.upperBound > last else { return 0 }
    let from = last
    let mask = capacity - 1
    let firstIndex = window.index(from)
    window.bytes.withSpan { bytes in
      var sum = ring[from & mask]
      for position in from..<range.upperBound {
        sum = RollingHash.extend(sum, bytes[firstIndex + position - from], base)
        ring[(position + 1) & mask] = sum
      }
    }
    last = range.upperBound
    return last - from
  }

  subscript(position: Int) -> UInt64 { ring[position & (capacity - 1)] }
}
