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
    while nextTrigger < triggers.count {
      let place = triggers[nextTrigger]
      nextTrigger += 1
      guard place >= next else { continue }
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
    switch kind {
    case .percent, .deepPercent, .backslash, .deepBackslash:
      projection.join == nil
        ? reactionToEscape(at: place, raw, starts) : reactionToJoinedEscape(at: place, raw, starts)
    case .plain: reactionToLineEnd(at: place, raw, starts)
    case .terminal: reactionToSequence(at: place, raw, starts)
    }
  }

  private mutating func reactionToEscape(
    at place: Int, _ raw: borrowing Window, _ starts: RawStarts
  ) -> Reaction {
    let escape = Escape(in: raw, at: place)
    if case .none = escape { return .ignore }
    let needles = matcher.needles
    if let start = candidate(at: place, raw, starts) { return .wake(from: start) }
    if let end = severedEnd(of: escape, at: place, raw) { return .pass(to: end) }
    let state = state(before: place, raw)
    let wake = Reaction.wake(from: place - pending(in: state))
    guard case .byte(let byte, let length) = escape else { return wake }
    if kind.mayEscape(with: byte) { return wake }
    let shown = needles.automaton.step(state, byte)
    if shown >= needles.automaton.firstOfInterest || pending(in: shown) > 0 { return wake }
    return .pass(to: place + length)
  }

  /// The end of an escape, when no needle holds what it stands for.
  private mutating func severedEnd(of escape: Escape, at place: Int, _ raw: borrowing Window)
    -> Int?
  {
    guard case .byte(let byte, let length) = escape, !kind.mayEscape(with: byte),
      isSevered(raw, before: place, byte, from: place + length)
    else { return nil }
    return place + length
  }

  /// An escape within base64 or at the end of a row of it; what else it may be, another view sees.
  private mutating func reactionToJoinedEscape(
    at place: Int, _ raw: borrowing Window, _ starts: RawStarts
  ) -> Reaction {
    let length = rowLength(raw, before: place)
    switch Escape(in: raw, at: place) {
    case .none: return .ignore
    case .unclear, .byte(UInt8(ascii: "%"), length: 3):
      // The percent sign may be one of another escape.
      row = (place, length)
      let pending = pending(in: state(before: place, raw))
      return .wake(from: candidate(at: place, raw, starts) ?? place - pending)
    case .byte(let byte, _) where byte.isBase64:
      let reaction = reactionToEscape(at: place, raw, starts)
      row = (place, length)
      if case .pass(let end) = reaction { row = (end, min(length + 1, LineJoin.longRow)) }
      return reaction
    case .byte(0x0A, _) where length == LineJoin.longRow,
      .byte(0x0D, _) where length == LineJoin.longRow:
      return reactionToLineEnd(at: place, raw, starts)
    case .byte(_, let count), .character(let count):
      row = (place + count, 0)
      return .pass(to: place + count)
    }
  }

  private mutating func reactionToLineEnd(
    at place: Int, _ raw: borrowing Window, _ starts: RawStarts
  ) -> Reaction {
    guard rowLength(raw, before: place) == LineJoin.longRow else { return .ignore }
    if starts.isEmpty, kind == .plain, isSeveredLine(raw, place) {
      row = (place + 1, LineJoin.longRow)
      return .pass(to: place + 1)
    }
    row = (place, LineJoin.longRow)
    if let start = candidate(at: place, raw, starts) { return .wake(from: start) }
    let end = nextVisible(raw, place)
    if let end, isSevered(raw, before: place, nil, from: end) {
      row = (end, LineJoin.longRow)
      return .pass(to: end)
    }
    let state = state(before: place, raw)
    let pending = pending(in: state)
    guard let end, pending == 0 || !mayGoOn(from: state, raw, place) else {
      return .wake(from: place - pending)
    }
    row = (end, LineJoin.longRow)
    return .pass(to: end)
  }

  private mutating func reactionToSequence(
    at place: Int, _ raw: borrowing Window, _ starts: RawStarts
  ) -> Reaction {
    if let start = candidate(at: place, raw, starts) { return .wake(from: start) }
    let end = TerminalProjector.endOfSequence(raw, at: place)
    if let end, isSevered(raw, before: place, nil, from: end) { return .pass(to: end) }
    let isLoneBackspace = isLoneBackspace(at: place, raw)
    if isLoneBackspace, place > max(floor, raw.start) {
      // A letter that is printed once more is bold, and shown once.
      let next = raw[place + 1] == raw[place - 1] ? place + 2 : place + 1
      if isSevered(raw, before: place, nil, from: next) { return .pass(to: place + 1) }
    }
    let state = state(before: place, raw)
    let pending = pending(in: state)
    if pending == 0, isLoneBackspace { return .pass(to: place + 1) }
    guard let end, pending == 0 || !mayGoOn(from: state, raw, place) else {
      return .wake(from: place - pending)
    }
    return .pass(to: end)
  }

  /// Whether no overstruck text follows a backspace.
  private mutating func isLoneBackspace(at place: Int, _ raw: borrowing Window) -> Bool {
    raw[place] == 0x08 && place + 3 < raw.end
      && (place + 1...place + 3).allSatisfy { !isTrigger(raw[$0]) }
  }

  /// The first place before `place` from which a long needle may go on there.
  ///
  /// What the window has let go was refuted by bytes that the view shows too.
  private mutating func candidate(at place: Int, _ raw: borrowing Window, _ starts: RawStarts)
    -> Int?
  {
    starts.earliest(
      at: place, notBefore: max(floor, raw.start), longest: matcher.needles.longest)
  }

  /// The state that the shown bytes before `place` lead to.
  private mutating func state(before place: Int, _ raw: borrowing Window) -> UInt32 {
    let start = max(floor, raw.start, place - Trie.depth + 1)
    return start < place ? matcher.needles.automaton.run(raw.bytes, raw.range(start..<place)) : 0
  }

  private mutating func pending(in state: UInt32) -> Int {
    Int(matcher.needles.automaton.state(at: state).pending)
  }

  /// Whether a needle that has begun before `place` may go on behind what the view leaves out there.
  private mutating func mayGoOn(from state: UInt32, _ raw: borrowing Window, _ place: Int) -> Bool {
    let needles = matcher.needles
    var state = state
    var next = nextVisible(raw, place)
    var shown = 0
    while let place = next {
      state = needles.automaton.step(state, raw[place])
      shown += 1
      let reached = needles.automaton.state(at: state)
      if reached.group >= 0, Trie.depth > shown { return true }
      if reached.needle >= 0, needles.needles[Int(reached.needle)].count > shown {
        return true
      }
      if Int(reached.pending) <= shown { return false }
      next = place + 1
      // Another line end takes a closer look.
      if projection.join == nil {
        next = nextVisible(raw, place + 1)
      } else if place + 1 >= raw.end || isTrigger(raw[place + 1]) {
        next = nil
      }
    }
    return true
  }

  /// Whether the view may show such a byte differently.
  mutating func isTrigger(_ byte: UInt8) -> Bool {
    switch kind {
    case .percent, .deepPercent: byte == UInt8(ascii: "%")
    case .backslash, .deepBackslash: byte == UInt8(ascii: "\\")
    case .plain: byte == 0x0A || byte == 0x0D
    case .terminal: byte == 0x1B || byte == 0x08
    }
  }

  /// The next byte that the view shows from `place` on; nil when that takes a closer look.
  private mutating func nextVisible(_ raw: borrowing Window, _ place: Int) -> Int? {
    var place = place
    while place < raw.end {
      switch kind {
      case .plain:
        guard raw[place] == 0x0A || raw[place] == 0x0D || raw[place] == 0x20 || raw[place] == 0x09
        else { return place }
        place += 1
      case .terminal:
        guard isTrigger(raw[place]) else { return place }
        guard let end = TerminalProjector.endOfSequence(raw, at: place) else { return nil }
        place = end
      case .percent, .deepPercent, .backslash, .deepBackslash:
        guard isTrigger(raw[place]) else {
          if raw[place] != 0x20 && raw[place] != 0x09 { return place }
          place += 1
          continue
        }
        guard case .byte(let byte, let length) = Escape(in: raw, at: place),
          byte == 0x0A || byte == 0x0D || byte == 0x20 || byte == 0x09
        else { return nil }
        place += length
      }
    }
    return nil
  }

  /// The length of the row of base64 letters before `end`, at most `longRow`.
  private mutating func rowLength(_ raw: borrowing Window, before end: Int) -> Int {
    let start = max(row.end, raw.start)
    let length = raw.bytes.rowOfBase64(
      before: raw.index(end), notBefore: raw.index(start), limit: LineJoin.longRow)
    return min(
      length + (end - length <= row.end ? row.count : 0), LineJoin.longRow)
  }

  /// Remembers the row of letters at the end, for a line end that comes later.
  mutating func noteRow(_ raw: borrowing Window) {
    guard projection.join != nil else { return }
    row = (raw.end, rowLength(raw, before: raw.end))
  }
}
