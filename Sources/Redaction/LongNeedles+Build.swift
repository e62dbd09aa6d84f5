// SPDX-License-Identifier: Apache-2.0

import SecretMemory

extension LongNeedles {
  /// Digests the long ones among the sorted forms.
  convenience init(_ ranges: [Range<Int>], _ sorted: borrowing SortedForms) throws(RedactionError) {
    let plan = LongNeedlePlan(ranges, sorted)
    let all = plan.finals + plan.checkpoints
    let entryCount = all.reduce(0) { $0 + $1.forms.count }
    let finalCount = plan.finals.reduce(0) { $0 + $1.forms.count }
    let rolling = try RollingHash()
    var tables = try LongNeedleTables(
      checks: all.count, entries: entryCount, finals: finalCount,
      filterWords: all.reduce(0) { $0 + Self.filterWords($1.forms.count) },
      masks: plan.maskCount, groups: plan.groups.count)
    let checks = Self.fillChecks(all, sorted, rolling, &tables)
    Self.fillDigests(plan, checks, sorted, &tables)
    let needles = tables.formOfEntry.map { Int32($0) }
    Self.fillMasks(plan, ranges, sorted, &tables)
    let first = plan.finals.count
    let groups = plan.groups.map { group in
      NeedleGroup(
        finals: group.finals,
        checkpoints: first + group.checkpoints.lowerBound..<first + group.checkpoints.upperBound,
        masks: group.masks, longest: group.longest)
    }
    self.init(groups, checks, needles, rolling, tables)
  }

  /// Sixteen bits for an entry, so that a filter lets about one word in sixteen through.
  private static func filterWords(_ entries: Int) -> Int {
    var words = 1
    while 4 * words < entries { words *= 2 }
    return words
  }

  private static func fillChecks(
    _ plans: [LongNeedlePlan.Check], _ sorted: borrowing SortedForms,
    _ rolling: borrowing RollingHash, _ tables: inout LongNeedleTables
  ) -> [LengthCheck] {
    let base = rolling.base
    var checks: [LengthCheck] = []
    var firstEntry = 0
    var firstWord = 0
    for (index, plan) in plans.enumerated() {
      let words = filterWords(plan.forms.count)
      let check = LengthCheck(
        length: plan.length, entries: firstEntry..<firstEntry + plan.forms.count,
        filter: firstWord, filterShift: 64 - (64 * words).trailingZeroBitCount)
      tables.powers.store(rolling.power(plan.length), at: index)
      var hashed = plan.forms.map { form in
        (hash: hash(sorted, form, plan.length, base), form: form)
      }
      if hashed.count > 1 { hashed.sort { $0.hash < $1.hash } }
      for (place, entry) in hashed.enumerated() {
        tables.hashes.store(entry.hash, at: firstEntry + place)
        tables.formOfEntry.append(entry.form)
        let last = sorted.text.bytes.gram(
          at: sorted.forms[entry.form].offset + plan.length - 8, width: 8)
        let bit = rolling.mix(last) >> UInt64(check.filterShift)
        tables.filters.set(bit: Int(bit), ofWord: firstWord)
      }
      checks.append(check)
      firstEntry += plan.forms.count
      firstWord += words
    }
    return checks
  }

  private static func hash(
    _ sorted: borrowing SortedForms, _ form: Int, _ length: Int, _ base: UInt64
  ) -> UInt64 {
    let offset = sorted.forms[form].offset
    return sorted.text.bytes.withSpan { bytes in
      var sum: UInt64 = 0
      for index in offset..<offset + length { sum = RollingHash.extend(sum, bytes[index], base) }
      return sum
    }
  }

  private static func fillDigests(
    _ plan: LongNeedlePlan, _ checks: [LengthCheck], _ sorted: borrowing SortedForms,
    _ tables: inout LongNeedleTables
  ) {
    for check in checks[..<plan.finals.count] {
      for entry in check.entries {
        let form = tables.formOfEntry[entry]
        tables.keyed.write(
          digestOf: sorted.text.bytes, sorted.forms[form].range, to: &tables.digests,
          at: entry * KeyedHash.digestLength)
      }
    }
  }

  private static func fillMasks(
    _ plan: LongNeedlePlan, _ ranges: [Range<Int>], _ sorted: borrowing SortedForms,
    _ tables: inout LongNeedleTables
  ) {
    for (group, range) in ranges.enumerated() {
      let masks = plan.groups[group].masks
      for form in sorted.forms[range] {
        for place in 0..<form.count - Trie.depth {
          let byte = sorted.text.bytes[form.offset + Trie.depth + place]
          tables.byteSets[32 * group + Int(byte >> 3)] |= 1 << (byte & 7)
          guard place < masks.count else { continue }
          let tag = tables.tags[Int(byte)]
          tables.masks[2 * (masks.lowerBound + place) + Int(tag >> 3)] |= 1 << (tag & 7)
        }
      }
    }
  }
}
