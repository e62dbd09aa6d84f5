// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The tables of `LongNeedles` while they are filled.
struct LongNeedleTables: ~Copyable {
  let keyed: KeyedHash
  var hashes: SecretBytes
  var powers: SecretBytes
  var filters: SecretBytes
  var digests: SecretBytes
  var masks: SecretBytes
  var byteSets: SecretBytes
  var tags: SecretBytes
  /// The form whose hash each entry is.
  var formOfEntry: [Int] = []

  init(
    checks: Int, entries: Int, finals: Int, filterWords: Int, masks: Int, groups: Int
  ) throws(RedactionError) {
    let keyed = try RedactionError.inMemory { () throws(SecretMemoryError) in try KeyedHash() }
    let hashes = try Self.table(8 * entries)
    let powers = try Self.table(8 * checks)
    let filters = try Self.table(8 * filterWords)
    let digests = try Self.table(KeyedHash.digestLength * finals)
    let maskTable = try Self.table(2 * masks)
    let byteSets = try Self.table(32 * groups)
    var tags = try Self.table(256)
    tags.fillRandomly()
    for byte in 0..<256 { tags[byte] &= 15 }
    self.keyed = keyed
    self.hashes = hashes
    self.powers = powers
    self.filters = filters
    self.digests = digests
    self.masks = maskTable
    self.byteSets = byteSets
    self.tags = tags
  }

  private static func table(_ count: Int) throws(RedactionError) -> SecretBytes {
    try RedactionError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(count: count, for: .tables)
    }
  }
}

extension SecretBytes {
  /// Stores a number as the eight bytes with that index.
  mutating func store(_ number: UInt64, at index: Int) {
    for place in 0..<8 {
      self[8 * index + place] = UInt8(truncatingIfNeeded: number >> (8 * UInt64(place)))
    }
  }

  /// Sets a bit, counted from the word with that index.
  mutating func set(bit: Int, ofWord word: Int) {
    let offset = 8 * word + bit / 8
    self[offset] |= 1 << UInt8(bit % 8)
  }
}
