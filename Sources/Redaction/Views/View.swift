// SPDX-License-Identifier: Apache-2.0

/// A second look at the stream, through a projector, with a matcher of its own over the same tables.
///
/// What it finds is what it would find if it read every byte. But it sleeps while the stream has nothing
/// for it: while asleep it knows that nothing but unchanged bytes from `floor` on can begin a needle, so
/// when a byte such as `%` wakes it, it can start from there.
///
/// All of its methods are mutating, those that only read too: to lend a large structure to such a one was measured
/// to copy all of it.
struct View: ~Copyable {
  /// Kept apart, since reading it from the projector would copy that.
  let kind: Projector.Kind
  var projector: Projector
  var projection: Projection
  var matcher: Matcher
  private(set) var isAwake = false
  /// The places that may wake the view, and the number of the next one to look at.
  private(set) var triggers: [Int] = []
  var nextTrigger = 0
  /// Everything before this raw position has been looked at.
  private(set) var position = 0
  /// While asleep: no needle that began before this raw position can go on, and all bytes from here on
  /// were shown as they are.
  var floor = 0
  /// The length of the row of base64 letters before a raw position, as far as it matters.
  var row = (end: 0, count: 0)
  /// The byte before `position`.
  private(set) var lastByte: UInt8 = 0
  /// How many raw bytes to show before it is asked next whether to sleep, and the time after that.
  private var untilCheck = 0
  private var interval = 0

  init(
    _ kind: Projector.Kind, joining join: LineJoin? = nil, _ needles: NeedleSet, at start: Int
  ) throws(RedactionError) {
    let projection = try Projection(joining: join)
    self.kind = kind
    projector = Projector(kind)
    self.projection = projection
    matcher = Matcher(needles)
    position = start
    floor = start
    row = (start, 0)
  }

  private static let longestInterval = 1024

  /// Looks at what the raw window has beyond the last position.
  mutating func advance(
    over raw: borrowing Window, _ starts: RawStarts, _ triggers: [Int],
    into findings: inout [Finding]
  ) {
    guard position < raw.end else { return }
    var next = position
    self.triggers = triggers
    nextTrigger = 0
    while next < raw.end {
      if !isAwake {
        guard let start = wakingStart(raw, &next, starts) else { break }
        wake(raw, start..<next)
      }
      let end = min(next + untilCheck, raw.end)
      for place in next..<end {
        projector.feed(raw[place], at: place, into: &projection)
      }
      untilCheck -= end - next
      next = end
      match(into: &findings)
      if untilCheck == 0 { check(next) }
    }
    if isAwake {
      lastByte = raw[raw.end - 1]
      position = raw.end
    } else {
      pass(over: raw)
    }
  }

  /// Passes over what the raw window has beyond the last position, when no byte of it can wake the view.
  mutating func pass(over raw: borrowing Window) {
    noteRow(raw)
    if raw.end > position { lastByte = raw[raw.end - 1] }
    position = raw.end
  }

  /// Starts with raw bytes that are shown as they are, because a needle may have begun in them.
  private mutating func wake(_ raw: borrowing Window, _ shown: Range<Int>) {
    isAwake = true
    untilCheck = 8
    interval = 8
    if raw[shown.upperBound] == 0x08, shown.upperBound > floor {
      let letter = shown.upperBound == position ? lastByte : raw[shown.upperBound - 1]
      projector.begin(behind: letter)
    } else {
      projector.begin()
    }
    projection.begin(with: raw, shown, row: row.count)
  }

  private mutating func check(_ next: Int) {
    interval = min(2 * interval, Self.longestInterval)
    untilCheck = interval
    guard projector.isAtRest, projection.join?.isBetweenLines != true,
      matcher.holdStart >= projection.unchangedFrom
    else { return }
    sleep(at: next)
  }

  private mutating func sleep(at next: Int) {
    isAwake = false
    let pending = matcher.holdStart
    let start = pending < projection.end ? projection.span(pending).lowerBound : next
    floor = max(floor, projection.rawUnchangedFrom, start)
    if let join = projection.join { row = (next, join.row) }
    projection.clear()
    matcher.restart(at: projection.end)
  }

  /// Starts over at a raw position, as if nothing had been read before.
  mutating func restart(at position: Int) {
    isAwake = false
    projection.clear()
    projector = Projector(kind)
    matcher.restart(at: projection.end)
    self.position = position
    floor = position
    row = (position, 0)
    lastByte = 0
  }

  mutating func match(into findings: inout [Finding]) {
    var matches = Matches(joins: false)
    matcher.advance(over: projection.window, into: &matches)
    for match in matches.all where isFinding(match) { findings.append(finding(match)) }
    projection.discard(to: matcher.holdStart)
  }

  /// Whether a match is one that the raw stream does not show, and not drawn out beyond all measure: escapes
  /// without end would make a view hold without end.
  private mutating func isFinding(_ match: Match) -> Bool {
    projection.isChanged(match) && projection.rawCount(match) <= matcher.needles.longestHold
  }

  private mutating func finding(_ match: Match) -> Finding {
    var pieces = projection.pieces(match)
    // Escape sequences stay in the output when what stands around them is masked.
    if kind != .terminal {
      pieces = [pieces[0].lowerBound..<pieces[pieces.count - 1].upperBound]
    }
    let needle = matcher.needles.needles[match.needle]
    return Finding(
      pieces: pieces, secret: needle.secret, encoding: kind.encoding(of: needle.encoding),
      count: pieces[pieces.count - 1].upperBound - pieces[0].lowerBound)
  }

  /// The raw position from which this view may yet show a needle; nil while it sleeps.
  var holdStart: Int? {
    mutating get {
      guard isAwake else { return nil }
      return max(pendingStart(), position - matcher.needles.longestHold)
    }
  }

  private mutating func pendingStart() -> Int {
    let pending = matcher.holdStart
    if pending < projection.end { return projection.span(pending).lowerBound }
    return projector.undecided { matcher.needles.mayBegin(with: $0) } ?? .max
  }

  /// Whether R7 lets go of what is held.
  var holdsShortPrefix: Bool {
    mutating get { !isAwake || matcher.holdStart == projection.end || matcher.holdsShortPrefix }
  }

  /// Ends the view; finds what was still undecided, and with `takesPartial` a long partial needle (R8).
  mutating func finish(at end: Int, takesPartial: Bool, into findings: inout [Finding]) {
    guard isAwake else { return }
    projector.flush(at: end, into: &projection)
    match(into: &findings)
    guard takesPartial, let match = matcher.partial(at: projection.window), isFinding(match)
    else { return }
    findings.append(finding(match))
  }
}
