// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

extension Redactor {
  /// Whether there is something to drain.
  package var hasOutput: Bool {
    guard stagedRange.isEmpty else { return true }
    guard cut < decided else { return false }
    guard let first = masked.first, first.start <= cut else { return true }
    return !first.isAnnounced || first.end < decided
  }

  /// Lends the next bytes of output; the closure returns how many it wrote, and those are then wiped.
  ///
  /// Call until `hasOutput` is false, or until nothing more can be written for now.
  package mutating func drain<E: Error>(
    _ write: (borrowing SecretBytes, Range<Int>) throws(E) -> Int
  ) throws(E) {
    if stagedRange.isEmpty, !stage() {
      guard cut < decided else { return }
      let written = try write(window.bytes, window.range(cut..<decided))
      precondition(written >= 0 && written <= decided - cut)
      cut += written
      return discard()
    }
    guard !stagedRange.isEmpty else { return }
    let written = try write(staged, stagedRange)
    precondition(written >= 0 && written <= stagedRange.count)
    staged.wipe(stagedRange.prefix(written))
    stagedRange = stagedRange.dropFirst(written)
  }

  /// Puts output together; false when no placeholder is due, so that the window can be lent itself.
  private mutating func stage() -> Bool {
    guard let first = masked.first, first.start < decided else { return false }
    stagedRange = 0..<0
    if decided - cut > 4 * staged.count, let larger = try? SecretBytes(count: Self.windowSize) {
      staged = larger
    }
    while cut < decided, stageNext() {}
    discard()
    return true
  }

  /// Stages the next piece of text or placeholder; false when no more fits.
  private mutating func stageNext() -> Bool {
    if let first = masked.first, first.start <= cut { return passMasked(first) }
    let end = min(decided, masked.first?.start ?? decided)
    let count = min(end - cut, staged.count - stagedRange.upperBound)
    guard count > 0 else { return false }
    staged.replace(
      at: stagedRange.upperBound, with: window.bytes, window.range(cut..<cut + count))
    stagedRange = 0..<stagedRange.upperBound + count
    cut += count
    return true
  }

  /// Stages the placeholder of a range that has none yet, and passes over what it covers.
  private mutating func passMasked(_ range: MaskedRange) -> Bool {
    if !range.isAnnounced {
      let label = needles.labels.ranges[range.secret]
      guard stagedRange.upperBound + label.count <= staged.count else { return false }
      staged.replace(at: stagedRange.upperBound, with: needles.labels.text, label)
      stagedRange = 0..<stagedRange.upperBound + label.count
      masked.announceFirst()
      count(range)
    }
    cut = min(range.end, decided)
    masked.trimFirst(to: cut)
    return true
  }
}
