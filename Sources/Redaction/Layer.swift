// SPDX-License-Identifier: Apache-2.0

/// What looks for one set of needles in a stream: the bytes as they are, and the views.
final class Layer {
  private let needles: NeedleSet
  private var matcher: Matcher
  private var views: Views

  /// Starts at a position of the stream.
  init(_ needles: NeedleSet, at position: Int) throws(RedactionError) {
    let views = try Views(needles, at: position)
    self.needles = needles
    self.views = views
    matcher = Matcher(needles, keepsStarts: true)
    matcher.restart(at: position)
  }

  /// Reads what the window has beyond the last position.
  func advance(over window: borrowing Window, into findings: inout [Finding]) {
    var matches = Matches(joins: true)
    matcher.advance(over: window, into: &matches)
    for match in matches.all { findings.append(needles.finding(match)) }
    views.advance(over: window, matcher.starts, into: &findings)
  }

  /// Ends the stream: what is undecided is found, and with `takesPartial` a long partial needle too (R8).
  func finish(
    _ window: borrowing Window, takesPartial: Bool, into findings: inout [Finding]
  ) {
    views.finish(at: window.end, takesPartial: takesPartial, into: &findings)
    if takesPartial, let partial = matcher.partial(at: window) {
      findings.append(needles.finding(partial))
    }
  }

  /// Starts over at a position, as if nothing had been read before.
  func restart(at position: Int) {
    matcher.restart(at: position)
    views.restart(at: position)
  }

  /// The first position from which a needle may yet be completed, in whatever view.
  var holdStart: Int { min(matcher.holdStart, views.holdStart) }

  /// Whether R7 lets go of what is held: few bytes, and little of the needle.
  var holdsShortPrefix: Bool { matcher.holdsShortPrefix && views.holdShortPrefixes }

  var steps: Int { matcher.steps + views.steps }
}
