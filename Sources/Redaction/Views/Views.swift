// SPDX-License-Identifier: Apache-2.0

/// The views of one stream.
struct Views: ~Copyable {
  private var percent: View
  private var deepPercent: View
  private var backslash: View
  private var terminal: View
  private var lines: View

  init(_ needles: NeedleSet) throws(RedactionError) {
    let percent = try View(.percent(.init(isDeep: false)), needles)
    let deepPercent = try View(.percent(.init(isDeep: true)), needles)
    let backslash = try View(.backslash(.init()), needles)
    let terminal = try View(.terminal(.init()), needles)
    let lines = try View(.lines(.init(row: 0)), needles)
    self.percent = percent
    self.deepPercent = deepPercent
    self.backslash = backslash
    self.terminal = terminal
    self.lines = lines
  }

  /// Looks at what the raw window has beyond the last position.
  mutating func advance(
    over raw: borrowing Window, _ starts: RawStarts, into findings: inout [Finding]
  ) {
    percent.advance(over: raw, starts, into: &findings)
    deepPercent.advance(over: raw, starts, into: &findings)
    backslash.advance(over: raw, starts, into: &findings)
    terminal.advance(over: raw, starts, into: &findings)
    lines.advance(over: raw, starts, into: &findings)
  }

  /// The first raw position from which a view may yet show a needle.
  var holdStart: Int {
    min(
      percent.holdStart ?? .max, deepPercent.holdStart ?? .max, backslash.holdStart ?? .max,
      terminal.holdStart ?? .max,
      lines.holdStart ?? .max)
  }

  var holdShortPrefixes: Bool {
    percent.holdsShortPrefix && deepPercent.holdsShortPrefix && backslash.holdsShortPrefix
      && terminal.holdsShortPrefix
      && lines.holdsShortPrefix
  }

  /// Ends all views; what they then show is found, and long partial needles too (R8).
  mutating func finish(at end: Int, into findings: inout [Finding]) {
    percent.finish(at: end, into: &findings)
    deepPercent.finish(at: end, into: &findings)
    backslash.finish(at: end, into: &findings)
    terminal.finish(at: end, into: &findings)
    lines.finish(at: end, into: &findings)
  }

  var steps: Int {
    percent.matcher.steps + deepPercent.matcher.steps + backslash.matcher.steps
      + terminal.matcher.steps
      + lines.matcher.steps
  }
}
