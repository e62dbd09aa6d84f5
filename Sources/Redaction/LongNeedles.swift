// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// What confirms or refutes the needles that are longer than the automaton is deep: digests, no text.
///
/// A candidate, which is a place where a group's first bytes were seen, is confirmed by a filter over its
/// last bytes, then a rolling hash, then a keyed BLAKE2b of the whole. Masks and checkpoints refute it
/// earlier; they never refute a true match, so they decide how long bytes are held, not what is masked.
final class LongNeedles: Sendable {
  let groups: [NeedleGroup]
  let checks: [LengthCheck]
  /// The needle of each entry; of a checkpoint, the first that has those bytes.
  let needles: [Int32]
  let rolling: RollingHash
  let keyed: KeyedHash
  /// A rolling hash for each entry, eight bytes each.
  let hashes: SecretBytes
  /// The base to the power of the length, for each check.
  let powers: SecretBytes
  let filters: SecretBytes
  /// A keyed digest for each entry of a final check.
  let digests: SecretBytes
  /// For each position behind the shared bytes, the set of tags that a byte there may have.
  let masks: SecretBytes
  /// For each group, the set of bytes that occur behind the shared ones.
  let byteSets: SecretBytes
  /// The secret tag, below 16, of each byte.
  let tags: SecretBytes

  init(
    _ groups: [NeedleGroup], _ checks: [LengthCheck], _ needles: [Int32],
    _ rolling: consuming RollingHash, _ tables: consuming LongNeedleTables
  ) {
    self.groups = groups
    self.checks = checks
    self.needles = needles
    self.rolling = rolling
    keyed = tables.keyed
    hashes = tables.hashes
    powers = tables.powers
    filters = tables.filters
    digests = tables.digests
    masks = tables.masks
    byteSets = tables.byteSets
    tags = tables.tags
  }

  /// Whether a needle of the check may end with these bytes.
  func mayEnd(_ check: LengthCheck, with tail: Gram) -> Bool {
    let bit = rolling.mix(tail) >> UInt64(check.filterShift)
    return filters.word(at: 8 * (check.filter + Int(bit >> 6))) >> (bit & 63) & 1 == 1
  }

  /// The entry of the check with that hash.
  func entry(_ check: LengthCheck, withHash hash: UInt64) -> Int? {
    var range = check.entries
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let found = hashes.word(at: 8 * middle)
      if found == hash { return middle }
      range = found < hash ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  func power(_ check: Int) -> UInt64 { powers.word(at: 8 * check) }

  /// Whether some needle of the group has this byte anywhere behind its first ones.
  func has(_ byte: UInt8, in group: Int) -> Bool {
    byteSets[32 * group + Int(byte >> 3)] >> (byte & 7) & 1 == 1
  }

  /// Whether some needle of the group may have this byte at this position.
  func allows(_ byte: UInt8, at position: Int, in group: Int) -> Bool {
    guard has(byte, in: group) else { return false }
    let place = position - Trie.depth
    let masked = groups[group].masks
    guard place < masked.count else { return true }
    let offset = 2 * (masked.lowerBound + place)
    let tag = tags[Int(byte)]
    return masks[offset + Int(tag >> 3)] >> (tag & 7) & 1 == 1
  }
}
