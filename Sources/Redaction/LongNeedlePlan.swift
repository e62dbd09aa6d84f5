// SPDX-License-Identifier: Apache-2.0

/// Which checks the needles longer than the automaton is deep need, before any table is made.
struct LongNeedlePlan {
  /// A check to be, with the forms whose hashes it holds.
  struct Check {
    let length: Int
    fileprivate(set) var forms: [Int]
  }

  /// How many positions behind the shared bytes get a mask; further on, checkpoints do.
  static let maskedPositions = 256

  private(set) var groups: [NeedleGroup] = []
  private(set) var finals: [Check] = []
  private(set) var checkpoints: [Check] = []
  private(set) var maskCount = 0

  init(_ groups: [Range<Int>], _ sorted: borrowing SortedForms) {
    for range in groups { add(range, sorted) }
  }

  private mutating func add(_ range: Range<Int>, _ sorted: borrowing SortedForms) {
    let longest = range.reduce(0) { max($0, sorted.forms[$1].count) }
    let firstFinal = finals.count
    let firstCheckpoint = checkpoints.count
    let byLength = range.sorted { sorted.forms[$0].count < sorted.forms[$1].count }
    for index in byLength {
      let length = sorted.forms[index].count
      if finals.count > firstFinal, let last = finals.last, last.length == length {
        finals[finals.count - 1].forms.append(index)
      } else {
        finals.append(Check(length: length, forms: [index]))
      }
    }
    for length in Self.checkpointLengths(range, longest, sorted) {
      checkpoints.append(Check(length: length, forms: Self.prefixes(range, length, sorted)))
    }
    let masks = min(longest - Trie.depth, Self.maskedPositions)
    groups.append(
      NeedleGroup(
        finals: firstFinal..<finals.count, checkpoints: firstCheckpoint..<checkpoints.count,
        masks: maskCount..<maskCount + masks, longest: longest))
    maskCount += masks
  }

  /// Doubling lengths, and one just behind what all needles of the group share.
  private static func checkpointLengths(
    _ range: Range<Int>, _ longest: Int, _ sorted: borrowing SortedForms
  ) -> [Int] {
    var lengths: [Int] = []
    var length = 2 * Trie.depth
    while length < longest {
      lengths.append(length)
      length *= 2
    }
    let shared = sorted.commonPrefix(range.lowerBound, range.upperBound - 1) + 4
    if range.count > 1, shared < longest, !lengths.contains(shared) {
      lengths.append(shared)
      lengths.sort()
    }
    return lengths
  }

  /// One form for each different prefix of that length; neighbours in sorted order tell.
  private static func prefixes(
    _ range: Range<Int>, _ length: Int, _ sorted: borrowing SortedForms
  ) -> [Int] {
    var forms: [Int] = []
    for index in range where sorted.forms[index].count >= length {
      if let last = forms.last, sorted.commonPrefix(last, index) >= length { continue }
      forms.append(index)
    }
    return forms
  }
}
