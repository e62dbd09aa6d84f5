// SPDX-License-Identifier: Apache-2.0

/// Shows `%41` as `A`; an inner one behind another shows `%2541` so too, however often it was escaped.
struct PercentProjector: EscapeProjecting {
  let isInner: Bool
  /// The byte that reads as `%`.
  private var percent: ShownByte?
  /// The first digit, once read.
  private var first: ShownByte?

  init(isInner: Bool = false) { self.isInner = isInner }

  var undecided: Int? { percent?.span.lowerBound }

  mutating func feed<View: Showing & ~Copyable>(_ shown: ShownByte, into view: inout View) {
    guard let percent else { return begin(shown, &view) }
    guard let digit = shown.byte.hexValue else {
      flush(into: &view)
      return begin(shown, &view)
    }
    guard let high = first?.byte.hexValue else {
      first = shown
      return
    }
    let decoded = ShownByte(
      high << 4 | digit, for: percent.span.lowerBound..<shown.span.upperBound, isChanged: true)
    self.percent = nil
    first = nil
    if isInner { begin(decoded, &view) } else { view.append(decoded) }
  }

  private mutating func begin<View: Showing & ~Copyable>(
    _ shown: ShownByte, _ view: inout View
  ) {
    if shown.byte == UInt8(ascii: "%"), shown.isChanged || !isInner {
      percent = shown
    } else {
      view.append(shown)
    }
  }

  mutating func flush<View: Showing & ~Copyable>(into view: inout View) {
    if let percent { view.append(percent) }
    if let first { view.append(first) }
    percent = nil
    first = nil
  }
}
