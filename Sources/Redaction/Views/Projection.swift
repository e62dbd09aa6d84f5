// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// A stream as a view shows it, and where in the raw stream each of its bytes comes from.
struct Projection: ~Copyable, Showing {
  private(set) var window: Window
  /// The raw range of each byte from `first` on.
  private var spans: [Range<Int>] = []
  private var first = 0
  /// The positions of glued bytes, in order.
  private var glued: [Int] = []
  /// What joins broken lines, if this view does, and the positions of decoded bytes that no base64 holds.
  private(set) var join: LineJoin?
  private var barriers: [Int] = []
  /// Bytes from this position on are as in the raw stream, one for one and without gaps.
  private(set) var unchangedFrom = 0
  /// The raw position from which on nothing was shown differently or left out.
  private(set) var rawUnchangedFrom = 0

  init(joining join: LineJoin?) throws(RedactionError) {
    self.join = join
    window = try Window(limit: 512)
  }

  var end: Int { window.end }
  var room: Int { window.room }

  /// Appends a byte that stands for a raw range.
  ///
  /// What was left out before a glued byte is masked with it and the byte before it.
  mutating func append(_ byte: UInt8, for span: Range<Int>, isChanged: Bool, isGlued: Bool) {
    if join?.leavesOut(byte, isDecoded: isChanged) == true {
      return leaveOut(before: span.upperBound)
    }
    if isGlued { glued.append(window.end) }
    if isChanged, join != nil, !byte.isBase64 { barriers.append(window.end) }
    show(byte, for: span)
    if isChanged { leaveOut(before: span.upperBound) }
  }

  mutating func append(_ byte: UInt8, for span: Range<Int>, isChanged: Bool) {
    append(byte, for: span, isChanged: isChanged, isGlued: false)
  }

  /// Shows the bytes before the one that has woken the view; `row` is how many letters of base64 stand there.
  mutating func begin(with raw: borrowing Window, _ shown: Range<Int>, row: Int) {
    for place in shown { show(raw[place], for: place..<place + 1) }
    join?.begin(row: row)
  }

  private mutating func show(_ byte: UInt8, for span: Range<Int>) {
    window.append(byte)
    spans.append(span)
  }

  /// Notes that the view leaves out raw bytes up to a raw position.
  mutating func leaveOut(before rawEnd: Int) {
    unchangedFrom = window.end
    rawUnchangedFrom = rawEnd
  }

  /// The raw range of the byte at a position.
  func span(_ position: Int) -> Range<Int> { spans[position - first] }

  /// Whether a match shows anything that the raw stream does not.
  ///
  /// Where escaped line ends are joined, only base64 counts; another view finds the rest.
  func isChanged(_ match: Match) -> Bool {
    rawCount(match) != match.end - match.start
      && !barriers.contains { match.start <= $0 && $0 < match.end }
  }

  /// How many raw bytes a match reaches over.
  func rawCount(_ match: Match) -> Int {
    span(match.end - 1).upperBound - span(match.start).lowerBound
  }

  /// The raw ranges that a match covers, joined where they touch.
  func pieces(_ match: Match) -> [Range<Int>] {
    var pieces = [span(match.start)]
    for position in match.start..<match.end {
      let span = span(position)
      let isGlued = position > match.start && glued.contains(position)
      if isGlued || span.lowerBound <= pieces[pieces.count - 1].upperBound {
        let start = pieces[pieces.count - 1].lowerBound
        pieces[pieces.count - 1] = start..<max(span.upperBound, pieces[pieces.count - 1].upperBound)
      } else {
        pieces.append(span)
      }
    }
    return pieces
  }

  mutating func discard(to position: Int) {
    window.discard(to: position)
    if let first = glued.first, first < position { glued.removeAll { $0 < position } }
    if let first = barriers.first, first < position { barriers.removeAll { $0 < position } }
    if position - first > 4096 {
      spans.removeFirst(position - first)
      first = position
    }
  }

  /// Forgets everything.
  mutating func clear() {
    window.discard(to: window.end)
    spans.removeAll(keepingCapacity: true)
    glued.removeAll()
    barriers.removeAll()
    first = window.end
    unchangedFrom = window.end
  }
}
