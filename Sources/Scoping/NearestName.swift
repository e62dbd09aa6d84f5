// SPDX-License-Identifier: Apache-2.0

/// The valid name that was probably meant by one that is not valid.
package enum NearestName {
  /// Names longer than this are no typing mistake, and comparing them would cost.
  private static let longest = 128

  /// The nearest of `names`, or nil when none is plausibly close.
  ///
  /// Near means that at most a third of the longer name has to be inserted, dropped, replaced or
  /// swapped with its neighbour, case aside. Among equals the one that agrees in case wins, then
  /// the first in order.
  package static func to(_ name: String, in names: some Sequence<String>) -> String? {
    let exact = Array(name.utf8)
    let folded = exact.map(lowercased)
    guard exact.count <= longest else { return nil }
    var best: (near: Int, exact: Int, name: String)?
    for candidate in names where candidate.utf8.count <= longest {
      let bytes = Array(candidate.utf8)
      let allowed = min(max(bytes.count, exact.count) / 3, best?.near ?? .max)
      guard abs(bytes.count - exact.count) <= allowed else { continue }
      let near = distance(folded, bytes.map(lowercased))
      guard near <= allowed else { continue }
      let found = (near: near, exact: distance(exact, bytes), name: candidate)
      if let best, (best.near, best.exact, best.name) <= (found.near, found.exact, found.name) {
        continue
      }
      best = found
    }
    return best?.name
  }

  /// The Damerau–Levenshtein distance, each pair of neighbours swapped at most once.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in right.indices {
        let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
        var least = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, beforeLast[column - 1] + 1)
        }
        current.append(least)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
