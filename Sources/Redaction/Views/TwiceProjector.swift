// SPDX-License-Identifier: Apache-2.0

/// Reads escapes in what may itself be what other escapes stand for.
protocol EscapeProjecting {
  /// An inner one begins an escape only at a byte that an escape has stood for.
  init(isInner: Bool)
  /// Where the raw bytes begin that are read but not decided.
  var undecided: Int? { get }
  /// Takes one byte.
  mutating func feed<View: Showing & ~Copyable>(_ shown: ShownByte, into view: inout View)
  /// Appends what is still undecided, as it stands.
  mutating func flush<View: Showing & ~Copyable>(into view: inout View)
}

/// Shows escapes within escapes as what they stand for, as in JSON that holds JSON.
struct TwiceProjector<Stage: EscapeProjecting>: Projecting {
  private var outer = Stage(isInner: false)
  private var inner = Stage(isInner: true)
  private var between = ShownBytes()

  var undecided: Int? {
    guard let first = inner.undecided else { return outer.undecided }
    return min(first, outer.undecided ?? first)
  }

  mutating func feed(_ byte: UInt8, at position: Int, into view: inout Projection) {
    outer.feed(ShownByte(byte, at: position), into: &between)
    pass(to: &view)
  }

  mutating func flush(at position: Int, into view: inout Projection) {
    outer.flush(into: &between)
    pass(to: &view)
    inner.flush(into: &view)
  }

  private mutating func pass(to view: inout Projection) {
    if let end = between.leftOut { view.leaveOut(before: end) }
    for index in 0..<between.count { inner.feed(between.bytes[index], into: &view) }
    between.removeAll()
  }
}
