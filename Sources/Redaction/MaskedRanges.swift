// SPDX-License-Identifier: Apache-2.0

/// A stretch of the stream that one placeholder stands for.
struct MaskedRange: Equatable {
  var start: Int
  var end: Int
  /// Where the naming needle starts, and its length: the leftmost one, then the longest.
  var leftmost: Int
  var longest: Int
  /// The index of the secret that lends its name.
  var secret: Int
  var encoding: Encoding
  /// Where what the placeholder stands for begins: before `start`, if an earlier range of it has the placeholder.
  var head: Int
  /// Whether its own placeholder has been put out.
  var hasPlaceholder = false

  /// Whether it needs no placeholder any more.
  var isAnnounced: Bool { hasPlaceholder || head < start }
}

/// The union of all matches, as separate ranges in the order of the stream.
///
/// Ranges that overlap are one; ranges that only touch stay two.
struct MaskedRanges {
  private(set) var ranges: [MaskedRange] = []

  var first: MaskedRange? { ranges.first }

  /// Adds what was found; what lies before `floor` has been put out already.
  mutating func insert(_ finding: Finding, floor: Int) {
    var head: Int?
    for piece in finding.pieces where piece.upperBound > floor {
      // One placeholder stands for all pieces, so only the first gets it.
      let start = max(piece.lowerBound, floor)
      head = head ?? start
      insert(
        MaskedRange(
          start: start, end: piece.upperBound, leftmost: finding.start, longest: finding.count,
          secret: finding.secret, encoding: finding.encoding, head: head ?? start))
    }
  }

  private mutating func insert(_ added: MaskedRange) {
    var range = added
    let low = firstIndex { $0.end > range.start }
    let high = firstIndex { $0.start >= range.end }
    for other in ranges[low..<high] { range.absorb(other) }
    ranges.replaceSubrange(low..<high, with: CollectionOfOne(range))
  }

  /// The index of the first range for which `predicate` holds; it holds for all that follow.
  private func firstIndex(where predicate: (MaskedRange) -> Bool) -> Int {
    // Nearly always the last range or its end is meant.
    if ranges.isEmpty || !predicate(ranges[ranges.count - 1]) { return ranges.count }
    var low = 0
    var high = ranges.count - 1
    while low < high {
      let middle = (low + high) / 2
      if predicate(ranges[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  mutating func announceFirst() { ranges[0].hasPlaceholder = true }

  /// Takes off what lies before a position from the first range, and the range when nothing is left.
  mutating func trimFirst(to position: Int) {
    if position >= ranges[0].end { ranges.removeFirst() } else { ranges[0].start = position }
  }
}

extension MaskedRange {
  /// Grows over a range that overlaps this one; the leftmost, then longest needle lends the name.
  mutating func absorb(_ other: MaskedRange) {
    start = min(start, other.start)
    end = max(end, other.end)
    head = min(head, other.head)
    let isNamedByOther =
      other.hasPlaceholder || !hasPlaceholder && other.isMoreTelling(than: self)
    if isNamedByOther {
      leftmost = other.leftmost
      longest = other.longest
      secret = other.secret
      encoding = other.encoding
    }
    hasPlaceholder = hasPlaceholder || other.hasPlaceholder
  }

  /// Whether this range's needle lends the name: the leftmost, then the longest; among equals the order in
  /// which they were found must not matter.
  private func isMoreTelling(than other: MaskedRange) -> Bool {
    if leftmost != other.leftmost { return leftmost < other.leftmost }
    if longest != other.longest { return longest > other.longest }
    if secret != other.secret { return secret < other.secret }
    return encoding.rawValue <= other.encoding.rawValue
  }
}
