// SPDX-License-Identifier: Apache-2.0

import SecretMemory

// At most places where a view shows something else than the raw stream, no needle reaches over. Two grams tell,
// without the automaton: one that ends just behind the place, and one that begins just before it. A needle that
// lies on both sides holds one of them among its first bytes, since it is about twice as long.
extension View {
  /// Whether no needle holds `byte`, which the view shows between the raw bytes before `place` and those from
  /// `next` on, or reaches from the ones to the others where nothing is shown between them.
  ///
  /// That counts for needles of which the first bytes reach there; where a longer one may have begun, the stream
  /// has a candidate.
  mutating func isSevered(
    _ raw: borrowing Window, before place: Int, _ byte: UInt8?, from next: Int
  ) -> Bool {
    let needles = matcher.needles
    if let byte, !needles.automaton.knows(byte) { return true }
    guard needles.automaton.filter.tellsSeams else { return false }
    let width = needles.automaton.filter.width
    let start = max(floor, raw.start)
    if byte == nil, place == start { return true }
    guard let ahead = ahead(raw, from: next, count: width - 1) else { return false }
    let first = UInt32(byte ?? raw[place - 1]) | ahead.first << 8
    let beginning = Gram(first: first, second: width == 4 ? first : ahead.last)
    if needles.automaton.filter.mayHold(beginning) { return false }
    // No needle that matters has begun before `start`.
    guard place - width + 1 >= start else { return true }
    let ending = gram(raw, before: place, byte ?? UInt8(truncatingIfNeeded: ahead.first), width)
    return !needles.automaton.filter.mayHold(ending)
  }

  /// Whether no needle reaches over a line end between two letters: what `isSevered` finds out, for the place
  /// where it is asked most.
  mutating func isSeveredLine(_ raw: borrowing Window, _ place: Int) -> Bool {
    let filter = matcher.needles.automaton.filter
    let start = max(floor, raw.start)
    guard filter.tellsSeams, place >= start + 8, place + 9 <= raw.end else { return false }
    guard nextTrigger == triggers.count || triggers[nextTrigger] >= place + 9 else { return false }
    let index = raw.index(place)
    let after = raw.bytes.gram(at: index + 1, width: max(4, filter.width - 1))
    let before = raw.bytes.gram(at: index + 1 - filter.width, width: filter.width)
    let next = UInt8(truncatingIfNeeded: after.first)
    guard next != 0x20, next != 0x09, next != 0x0A, next != 0x0D else { return false }
    // The last byte of what stands before is the line end itself.
    let first = after.first << 8 | before.second >> 16 & 0xFF
    let second = before.second & 0xFF_FFFF | UInt32(next) << 24
    let isNarrow = filter.width == 4
    if filter.mayHold(Gram(first: first, second: isNarrow ? first : after.second)) { return false }
    return !filter.mayHold(Gram(first: isNarrow ? second : before.first, second: second))
  }

  /// The gram of raw bytes before `place` and one more.
  private mutating func gram(
    _ raw: borrowing Window, before place: Int, _ last: UInt8, _ width: Int
  ) -> Gram {
    let second =
      UInt32(raw[place - 3]) | UInt32(raw[place - 2]) << 8 | UInt32(raw[place - 1]) << 16
      | UInt32(last) << 24
    guard width > 4 else { return Gram(first: second, second: second) }
    let first = raw.bytes.gram(at: raw.index(place - width + 1), width: 4).first
    return Gram(first: first, second: second)
  }

  /// The next bytes that the view shows: the first four of them and the last four.
  ///
  /// Nil where the window ends before, or where it takes a closer look.
  private mutating func ahead(
    _ raw: borrowing Window, from next: Int, count: Int
  ) -> (first: UInt32, last: UInt32)? {
    let upcoming = nextTrigger < triggers.count ? triggers[nextTrigger] : raw.end
    if next + max(count, 4) <= upcoming {
      let gram = raw.bytes.gram(at: raw.index(next), width: max(count, 4))
      return (gram.first, gram.second)
    }
    var next = next
    var (first, last): (UInt32, UInt32) = (0, 0)
    for index in 0..<count {
      guard let (byte, end) = shown(raw, at: next) else { return nil }
      if index < 4 { first |= UInt32(byte) << UInt32(8 * index) }
      last = last >> 8 | UInt32(byte) << 24
      next = end
    }
    return (first, last)
  }

  /// The byte that the view shows at a raw position, and where the next one stands.
  private mutating func shown(_ raw: borrowing Window, at place: Int) -> (byte: UInt8, end: Int)? {
    guard place < raw.end else { return nil }
    guard isTrigger(raw[place]) else { return (raw[place], place + 1) }
    switch kind {
    case .percent, .deepPercent, .backslash, .deepBackslash:
      switch Escape(in: raw, at: place) {
      case .none: return (raw[place], place + 1)
      case .byte(let byte, let length) where !kind.mayEscape(with: byte):
        let isJoint = projection.join != nil && (byte == 0x0A || byte == 0x0D)
        return isJoint ? nil : (byte, place + length)
      case .byte, .character, .unclear: return nil
      }
    case .terminal:
      guard let end = TerminalProjector.endOfSequence(raw, at: place), end < raw.end,
        !isTrigger(raw[end])
      else { return nil }
      return (raw[end], end + 1)
    case .plain: return nil
    }
  }
}
