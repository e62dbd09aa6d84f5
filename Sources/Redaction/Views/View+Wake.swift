// SPDX-License-Identifier: Apache-2.0

import SecretMemory

extension View {
  /// The raw position from which to show bytes, if something from `next` on wakes the view.
  ///
  /// Moves `next` to the waking byte, or to the end.
  mutating func wakingStart(
    _ raw: borrowing Window, _ next: inout Int, _ starts: RawStarts
  ) -> Int? {
    while let place = triggers.next(in: raw, from: next) {
      next = place
      if isBehindRow(raw, place), let start = start(at: &next, raw, starts) {
        wokenAt = place
        return start
      }
      next = place + 1
      // An escaped backslash is one escape, not two.
      if raw[place] == UInt8(ascii: "\\"), next < raw.end, raw[next] == raw[place] { next += 1 }
    }
    next = raw.end
    return nil
  }

  /// From where the view has to show bytes for what stands at `place`, or nil when no needle can be
  /// there.
  private func start(
    at place: inout Int, _ raw: borrowing Window, _ starts: RawStarts
  ) -> Int? {
    let needles = matcher.needles
    let trigger = place
    let isBackspace = raw[trigger] == 0x08
    if let start = starts.earliest(at: place, longest: needles.longest) {
      let start = textStart(raw, max(start, raw.start)..<trigger)
      if isBackspace, place > start { place -= 1 }
      return start
    }
    let escape: Escape
    switch projector {
    case .percent, .backslash:
      escape = Escape(in: raw, at: place)
      if case .none = escape { return nil }
    case .terminal, .lines:
      escape = .none
      let letter = letter(before: place, raw)
      if !needles.automaton.knows(letter), letter != UInt8(ascii: "_") { return nil }
    }
    let start = textStart(raw, max(raw.start, place - Trie.depth + 1)..<place)
    let before = raw.range(start..<place)
    let state = needles.automaton.run(raw.bytes, before)
    let pending = Int(needles.automaton.state(at: state).pending)
    let isNeeded =
      switch projector {
      case .lines: pending > 0 && mayGoOn(from: state, raw, trigger)
      case .terminal:
        isBackspace
          ? pending > 0 || letter(before: trigger, raw) == UInt8(ascii: "_")
          : pending > 0 && mayGoOn(from: state, raw, trigger)
      case .percent, .backslash: mayShow(escape, after: state)
      }
    guard isNeeded else { return nil }
    // The letter before a backspace is taken back, so the view begins with it.
    if isBackspace, pending > 0 { place -= 1 }
    return trigger - pending
  }

  /// Where the last stretch without control bytes starts, for the terminal, which shows none.
  private func textStart(_ raw: borrowing Window, _ range: Range<Int>) -> Int {
    guard case .terminal = projector else { return range.lowerBound }
    let last = range.last { raw[$0] == 0x08 || raw[$0] == 0x1B }
    return last.map { $0 + 1 } ?? range.lowerBound
  }

  private func letter(before place: Int, _ raw: borrowing Window) -> UInt8 {
    place == position ? lastByte : raw[place - 1]
  }

  /// Whether what an escape stands for begins a needle or goes on with one.
  private func mayShow(_ escape: Escape, after state: UInt32) -> Bool {
    let needles = matcher.needles
    switch escape {
    case .none: return false
    case .unclear: return true
    case .byte(let byte):
      if case .percent(let percent) = projector, percent.isDeep, byte == UInt8(ascii: "%") {
        return true
      }
      let next = needles.automaton.step(state, byte)
      return next >= needles.automaton.firstOfInterest
        || needles.automaton.state(at: next).pending > 0
    }
  }

  /// Whether a needle that has begun before `place` may go on behind what the view leaves out there.
  private func mayGoOn(from state: UInt32, _ raw: borrowing Window, _ place: Int) -> Bool {
    let needles = matcher.needles
    var state = state
    var place = place
    var shown = 0
    while true {
      guard let visible = nextVisible(raw, place) else { return true }
      state = needles.automaton.step(state, raw[visible])
      shown += 1
      place = visible + 1
      let reached = needles.automaton.state(at: state)
      if reached.group >= 0, Trie.depth > shown { return true }
      if reached.needle >= 0, needles.needles[Int(reached.needle)].count > shown {
        return true
      }
      if Int(reached.pending) <= shown { return false }
    }
  }

  /// The next byte that the view shows from `place` on; nil when that takes a closer look.
  private func nextVisible(_ raw: borrowing Window, _ place: Int) -> Int? {
    var place = place
    if case .lines = projector {
      while place < raw.end,
        raw[place] == 0x0A || raw[place] == 0x0D || raw[place] == 0x20
          || raw[place] == 0x09
      { place += 1 }
      return place < raw.end ? place : nil
    }
    while place < raw.end, raw[place] == 0x1B {
      guard place + 1 < raw.end, raw[place + 1] == UInt8(ascii: "[") else { return nil }
      place += 2
      while place < raw.end, !(0x40...0x7E).contains(raw[place]) { place += 1 }
      place += 1
    }
    guard place + 1 < raw.end, raw[place] != 0x08, raw[place + 1] != 0x08 else { return nil }
    return place
  }

  /// Whether a long enough row of base64 letters stands before a line end; true for all other views.
  private func isBehindRow(_ raw: borrowing Window, _ place: Int) -> Bool {
    guard case .lines = projector else { return true }
    return rowLength(raw, before: place) >= Self.longRow
  }

  /// Rows of that many letters count as broken base64, not as words.
  private static var longRow: Int { 20 }

  private func rowLength(_ raw: borrowing Window, before end: Int) -> Int {
    let length = raw.bytes.rowOfBase64(
      before: raw.index(end), notBefore: raw.index(position), limit: Self.longRow)
    return length + (end - length <= position ? rowLength : 0)
  }

  /// Remembers how the bytes looked at end, for a line end or a backspace that comes later.
  mutating func noteEnd(_ raw: borrowing Window) {
    if raw.end > position { lastByte = raw[raw.end - 1] }
    guard case .lines = projector else { return }
    rowLength = min(rowLength(raw, before: raw.end), Self.longRow)
  }
}
