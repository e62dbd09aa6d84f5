// SPDX-License-Identifier: Apache-2.0

/// A second look at the stream, through a projector, with a matcher of its own over the same tables.
///
/// It sleeps while the stream has nothing for it. A byte such as `%` wakes it: it then starts from where a
/// needle may have begun in the raw stream, and sleeps again once all that it holds is as in the raw
/// stream, since the raw matcher holds that too.
struct View: ~Copyable {
  var projector: Projector
  var projection: Projection
  var matcher: Matcher
  var isAwake = false
  var triggers: Triggers
  /// Everything before this raw position has been looked at.
  private(set) var position = 0
  /// The length of the row of base64 letters before `position`, as far as it matters.
  var rowLength = 0
  /// The raw position of the byte that has woken the view.
  var wokenAt = 0
  /// The byte before `position`.
  var lastByte: UInt8 = 0
  /// How many raw bytes to show before it is asked next whether to sleep, and the time after that.
  ///
  /// Counted from the waking byte, so that it does not depend on how the stream is cut.
  private var untilCheck = 0
  private var interval = 0

  init(_ projector: Projector, _ needles: NeedleSet) throws(RedactionError) {
    let projection = try Projection()
    self.projector = projector
    triggers = projector.triggers
    self.projection = projection
    matcher = Matcher(needles)
  }

  private static let longestInterval = 1024

  /// Looks at what the raw window has beyond the last position.
  mutating func advance(
    over raw: borrowing Window, _ starts: RawStarts, into findings: inout [Finding]
  ) {
    var next = position
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
    noteEnd(raw)
    position = raw.end
  }

  /// Starts with raw bytes that are shown as they are, because a needle may have begun in them.
  private mutating func wake(_ raw: borrowing Window, _ shown: Range<Int>) {
    isAwake = true
    untilCheck = 8
    interval = 8
    projector.begin(behindText: !shown.isEmpty)
    for place in shown {
      projection.append(raw[place], for: place..<place + 1, isChanged: false)
    }
  }

  private mutating func check(_ next: Int) {
    interval = min(2 * interval, Self.longestInterval)
    untilCheck = interval
    // Escapes without end would make a view hold without end; what it holds is then let go.
    let holdsTooMuch = next - (holdStart ?? next) > matcher.needles.longestHold
    guard canSleep || holdsTooMuch else { return }
    sleep()
  }

  private mutating func sleep() {
    isAwake = false
    projection.clear()
    matcher.restart(at: projection.end)
  }

  /// Starts over at a raw position, as if nothing had been read before.
  mutating func restart(at position: Int) {
    if isAwake { sleep() }
    self.position = position
    rowLength = 0
    lastByte = 0
  }

  private var canSleep: Bool {
    projector.isAtRest && matcher.holdStart >= projection.unchangedFrom
  }

  mutating func match(into findings: inout [Finding]) {
    var matches = Matches(joins: false)
    matcher.advance(over: projection.window, into: &matches)
    for match in matches.all where projection.isChanged(match) && !wasComplete(match) {
      findings.append(finding(match))
    }
    projection.discard(to: matcher.holdStart)
  }

  /// Whether the raw stream had the whole needle before the view woke; how far back the view then looks
  /// must make no difference.
  private func wasComplete(_ match: Match) -> Bool {
    wokenAt - projection.span(match.start).lowerBound >= match.end - match.start
  }

  private func finding(_ match: Match) -> Finding {
    var pieces = projection.pieces(match)
    if !projector.keepsWhatItLeavesOut {
      pieces = [pieces[0].lowerBound..<pieces[pieces.count - 1].upperBound]
    }
    let encoding = matcher.needles.needles[match.needle].encoding
    return Finding(
      pieces: pieces, needle: match.needle, encoding: projector.encoding(of: encoding),
      count: pieces[pieces.count - 1].upperBound - pieces[0].lowerBound)
  }

  /// The raw position from which this view may yet show a needle; nil while it sleeps.
  var holdStart: Int? {
    guard isAwake else { return nil }
    let pending = matcher.holdStart
    if pending < projection.end { return projection.span(pending).lowerBound }
    return projector.undecided { matcher.needles.mayBegin(with: $0) } ?? .max
  }

  /// Whether R7 lets go of what is held.
  var holdsShortPrefix: Bool {
    !isAwake || matcher.holdStart == projection.end || matcher.holdsShortPrefix
  }

  /// Ends the view; finds what was still undecided, and with `takesPartial` a long partial needle (R8).
  mutating func finish(at end: Int, takesPartial: Bool, into findings: inout [Finding]) {
    guard isAwake else { return }
    projector.flush(at: end, into: &projection)
    match(into: &findings)
    guard takesPartial, let match = matcher.partial(at: projection.window),
      projection.isChanged(match)
    else { return }
    findings.append(finding(match))
  }
}
