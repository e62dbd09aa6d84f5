// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// What a sleeping view does about a byte that might wake it.
enum Reaction {
  /// Shows bytes from a raw position on as they are, and reads on through the projector.
  case wake(from: Int)
  /// The byte is shown as it is.
  case ignore
  /// What starts there is shown differently, but no needle can reach over its end.
  case pass(to: Int)
}

extension View {
  /// The raw position from which to show bytes, if something from `next` on wakes the view.
  ///
  /// Moves `next` to the waking byte, or to the end.
  mutating func wakingStart(
    _ raw: borrowing Window, _ next: inout Int, _ starts: RawStarts
  ) -> Int? {
    while let place = triggers.next(in: raw, from: next) {
      switch reaction(to: place, raw, starts) {
      case .wake(let start):
        next = place
        return start
      case .ignore: next = place + 1
      case .pass(let end):
        next = end
        floor = end
      }
    }
    next = max(next, raw.end)
    return nil
  }

  private mutating func reaction(
    to place: Int, _ raw: borrowing Window, _ starts: RawStarts
  ) -> Reaction {
    switch projector {
    case .percent, .backslash: reactionToEscape(at: place, raw, starts)
    case .lines: reactionToLineEnd(at: place, raw, starts)
    case .terminal: reactionToSequence(at: place, raw, starts)
    }
  }

  private func reactionToEscape(
    at place: Int, _ raw: borrowing Window, _ starts: RawStarts
  ) -> Reaction {
    let escape = Escape(in: raw, at: place)
    if case .none = escape { return .ignore }
    let needles = matcher.needles
    if let start = candidate(at: place, raw, starts) { return .wake(from: start) }
    let state = state(before: place, raw)
    let wake = Reaction.wake(from: place - pending(in: state))
    guard case .byte(let byte, let length) = escape else { return wake }
    if case .percent(let percent) = projector, percent.isDeep, byte == UInt8(ascii: "%") {
      return wake
    }
    let shown = needles.automaton.step(state, byte)
    if shown >= needles.automaton.firstOfInterest || pending(in: shown) > 0 { return wake }
    return .pass(to: place + length)
  }

  private mutating func reactionToLineEnd(
    at place: Int, _ raw: borrowing Window, _ starts: RawStarts
  ) -> Reaction {
    guard rowLength(raw, before: place) == LineProjector.longRow else { return .ignore }
    row = (place, LineProjector.longRow)
    if let start = candidate(at: place, raw, starts) { return .wake(from: start) }
    let state = state(before: place, raw)
    let pending = pending(in: state)
    guard let end = nextVisible(raw, place), pending == 0 || !mayGoOn(from: state, raw, place)
    else {
      return .wake(from: place - pending)
    }
    row = (end, LineProjector.longRow)
    return .pass(to: end)
  }

  private func reactionToSequence(
    at place: Int, _ raw: borrowing Window, _ starts: RawStarts
  ) -> Reaction {
    if let start = candidate(at: place, raw, starts) { return .wake(from: start) }
    let state = state(before: place, raw)
    let pending = pending(in: state)
    guard let end = TerminalProjector.endOfControl(raw, at: place),
      pending == 0 || !mayGoOn(from: state, raw, place)
    else { return .wake(from: place - pending) }
    return .pass(to: end)
  }

  /// The first place before `place` from which a long needle may go on there.
  ///
  /// What the window has let go was refuted by bytes that the view shows too.
  private func candidate(at place: Int, _ raw: borrowing Window, _ starts: RawStarts) -> Int? {
    starts.earliest(
      at: place, notBefore: max(floor, raw.start), longest: matcher.needles.longest)
  }

  /// The state that the shown bytes before `place` lead to.
  private func state(before place: Int, _ raw: borrowing Window) -> UInt32 {
    let start = max(floor, raw.start, place - Trie.depth + 1)
    return start < place ? matcher.needles.automaton.run(raw.bytes, raw.range(start..<place)) : 0
  }

  private func pending(in state: UInt32) -> Int {
    Int(matcher.needles.automaton.state(at: state).pending)
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
      guard let end = TerminalProjector.endOfControl(raw, at: place) else { return nil }
      place = end
    }
    return place < raw.end && raw[place] != 0x08 ? place : nil
  }

  /// The length of the row of base64 letters before `end`, at most `longRow`.
  private func rowLength(_ raw: borrowing Window, before end: Int) -> Int {
    let length = raw.bytes.rowOfBase64(
      before: raw.index(end), notBefore: raw.index(max(row.end, raw.start)),
      limit: LineProjector.longRow)
    return min(
      length + (end - length <= row.end ? row.count : 0), LineProjector.longRow)
  }

  /// Remembers the row of letters at the end, for a line end that comes later.
  mutating func noteRow(_ raw: borrowing Window) {
    guard case .lines = projector else { return }
    row = (raw.end, rowLength(raw, before: raw.end))
  }
}
