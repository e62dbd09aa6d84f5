// SPDX-License-Identifier: Apache-2.0

/// The views of one stream.
struct Views: ~Copyable {
  private var views: InlineArray<8, View>
  private var places = TriggerPlaces()

  init(_ needles: NeedleSet, at start: Int) throws(RedactionError) {
    let lines = LineJoin(isEscaped: false)
    let escapedLines = LineJoin(isEscaped: true)
    views = try InlineArray { index throws(RedactionError) in
      switch index {
      case 0: try View(.percent, needles, at: start)
      case 1: try View(.deepPercent, needles, at: start)
      case 2: try View(.deepPercent, joining: escapedLines, needles, at: start)
      case 3: try View(.backslash, needles, at: start)
      case 4: try View(.backslash, joining: escapedLines, needles, at: start)
      case 5: try View(.deepBackslash, needles, at: start)
      case 6: try View(.terminal, needles, at: start)
      default: try View(.plain, joining: lines, needles, at: start)
      }
    }
  }

  /// Looks at what the raw window has beyond the last position.
  mutating func advance(
    over raw: borrowing Window, _ starts: RawStarts, into findings: inout [Finding]
  ) {
    let position = views[0].position
    guard position < raw.end else { return }
    places.find(in: raw, from: position)
    for index in views.indices {
      let triggers = places[views[index].kind]
      if views[index].isAwake || !triggers.isEmpty {
        views[index].advance(over: raw, starts, triggers, into: &findings)
      } else {
        views[index].pass(over: raw)
      }
    }
  }

  /// The first raw position from which a view may yet show a needle.
  var holdStart: Int {
    mutating get {
      var start = Int.max
      for index in views.indices { start = min(start, views[index].holdStart ?? .max) }
      return start
    }
  }

  var holdShortPrefixes: Bool {
    mutating get {
      for index in views.indices where !views[index].holdsShortPrefix { return false }
      return true
    }
  }

  /// Ends all views; what they then show is found, and with `takesPartial` long partial needles too (R8).
  mutating func finish(at end: Int, takesPartial: Bool, into findings: inout [Finding]) {
    for index in views.indices {
      views[index].finish(at: end, takesPartial: takesPartial, into: &findings)
    }
  }

  /// Starts over at a raw position, as if nothing had been read before.
  mutating func restart(at position: Int) {
    for index in views.indices { views[index].restart(at: position) }
  }

  var steps: Int { views.indices.reduce(0) { $0 + views[$1].matcher.steps } }
}
