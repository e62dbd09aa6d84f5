// SPDX-License-Identifier: Apache-2.0

/// The needles that share their first `Trie.depth` bytes, as numbers into the tables of `LongNeedles`.
struct NeedleGroup: Sendable {
  /// One check for each length that a needle of the group has, in ascending order.
  let finals: Range<Int>
  /// Checks of prefixes, in ascending order of length.
  let checkpoints: Range<Int>
  /// How many positions behind the shared bytes have a mask, and where the first stands.
  let masks: Range<Int>
  /// The length of the longest needle of the group.
  let longest: Int
}

/// A comparison of the first `length` bytes of a candidate with all needles of its group.
struct LengthCheck: Sendable {
  let length: Int
  /// The hashes to compare with, in ascending order.
  let entries: Range<Int>
  /// The first word of the filter, and how far a mixed word is shifted to address a bit of it.
  let filter: Int
  let filterShift: Int
}
