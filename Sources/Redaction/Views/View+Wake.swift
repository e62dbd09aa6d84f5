// SPDX-License-Identifier: Apache-2.0

import SecretMemory

extension View {
  /// The raw position from which to show bytes, if something from `next` on wakes the view.
  ///
  /// Moves `next` to the waking byte, or to the end.
  func wakingStart(
    _ raw: borrowing Window, _ next: inout Int, _ starts: RawStarts
  ) -> Int? {
    while let place = trigger(raw, next) {
      next = place
      if let start = start(at: &next, raw, starts) { return start }
      next = place + 1
      // An escaped backslash is one escape, not two.
      if raw[place] == UInt8(ascii: "\\"), next < raw.end, raw[next] == raw[place] { next += 1 }
    }
    next = raw.end
    return nil
  }

  /// The next byte that this view may show differently.
  private func trigger(_ raw: borrowing Window, _ next: Int) -> Int? {
    switch projector {
    case .percent: raw.first(UInt8(ascii: "%"), from: next)
    case .backslash: raw.first(UInt8(ascii: "\\"), from: next)
    case .terminal: raw.first(0x1B, or: 0x08, from: next)
    case .lines: brokenRow(raw, next)
    }
  }

  /// From where the view has to show bytes for what stands at `place`, or nil when no needle can be
  /// there.
  private func start(
    at place: inout Int, _ raw: borrowing Window, _ starts: RawStarts
  ) -> Int? {
    let needles = matcher.needles
    // The letter before a backspace is taken back, so the view begins with it.
    let isBackspace = raw[place] == 0x08
    if isBackspace, place > raw.start { place -= 1 }
    if let start = starts.earliest(at: place, longest: needles.longest) {
      return max(start, raw.start)
    }
    let before = raw.range(max(raw.start, place - Trie.depth + 1)..<place)
    let state = needles.automaton.run(raw.bytes, before)
    let pending = Int(needles.automaton.state(at: state).pending)
    if isBackspace { return place - pending }
    switch projector {
    case .lines, .terminal: return pending > 0 ? place - pending : nil
    case .percent, .backslash:
      switch decoded(raw, place) {
      case .noEscape: return nil
      case .unclear: return place - pending
      case .byte(let byte):
        let next = needles.automaton.step(state, byte)
        let isPending = needles.automaton.state(at: next).pending > 0
        return isPending || next >= needles.automaton.firstOfInterest ? place - pending : nil
      }
    }
  }

  private enum Decoded {
    case byte(UInt8)
    case noEscape
    case unclear
  }

  /// What a short escape stands for.
  private func decoded(_ raw: borrowing Window, _ place: Int) -> Decoded {
    guard place + 2 < raw.end else { return .unclear }
    if case .percent(let percent) = projector {
      guard let high = raw[place + 1].hexValue, let low = raw[place + 2].hexValue else {
        return .noEscape
      }
      let byte = high << 4 | low
      guard percent.isDeep else { return .byte(byte) }
      return byte == UInt8(ascii: "%") ? .unclear : .noEscape
    }
    switch raw[place + 1] {
    case UInt8(ascii: "n"): return .byte(0x0A)
    case UInt8(ascii: "r"): return .byte(0x0D)
    case UInt8(ascii: "t"): return .byte(0x09)
    case UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "'"), UInt8(ascii: "\\"):
      return .byte(raw[place + 1])
    default: return .unclear
    }
  }

  /// The next line end that follows a long row of base64 letters.
  private func brokenRow(_ raw: borrowing Window, _ next: Int) -> Int? {
    var from = next
    while let end = raw.first(0x0A, or: 0x0D, from: from) {
      if rowLength(raw, before: end) >= Self.longRow { return end }
      from = end + 1
    }
    return nil
  }

  /// Rows of that many letters count as broken base64, not as words.
  static var longRow: Int { 16 }

  private func rowLength(_ raw: borrowing Window, before end: Int) -> Int {
    var place = end
    while place > position, end - place < Self.longRow, raw[place - 1].isBase64 { place -= 1 }
    return end - place + (place <= position ? rowLength : 0)
  }

  /// Remembers how the bytes looked at end, for a line end that comes later.
  mutating func noteRow(_ raw: borrowing Window) {
    guard case .lines = projector else { return }
    rowLength = min(rowLength(raw, before: raw.end), Self.longRow)
  }
}
