// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// Finds secrets in one stream after the other, by what the redactor would mask there.
///
/// It is the redactor with nothing put out: where that would write a placeholder, this notes the place.
/// Only whole secrets count; half of one at the end of a stream does not. What was read lies in the arena
/// and is wiped as it is passed over.
package struct Finder: ~Copyable {
  private var redactor: Redactor
  private var line = 1
  /// The position of the first byte of the present line.
  private var lineStart = 0
  private var streamStart = 0
  /// What was found in the present stream, in its order.
  package private(set) var occurrences: [Occurrence] = []

  /// Starts a stream.
  package init(_ needles: NeedleSet) throws(RedactionError) {
    redactor = try Redactor(needles)
    redactor.isFinding = true
  }

  /// Lends up to `count` free bytes to be filled, searches what was filled, and returns how many those are.
  package mutating func fill<E: Error>(
    _ count: Int, _ read: (inout SecretBytes, Range<Int>) throws(E) -> Int
  ) throws(E) -> Int {
    let filled = try redactor.fill(count, read)
    passOver()
    return filled
  }

  /// Ends the stream; what was undecided until now is found.
  package mutating func finish() {
    redactor.finish(takesPartial: false)
    passOver()
  }

  /// Begins another stream.
  package mutating func restart() {
    redactor.restart()
    occurrences.removeAll(keepingCapacity: true)
    line = 1
    streamStart = redactor.cut
    lineStart = streamStart
  }

  private mutating func passOver() {
    while let (passed, range) = redactor.next() {
      if let range {
        occurrences.append(
          Occurrence(
            name: redactor.needles.names[range.secret], encoding: range.encoding, line: line,
            column: passed.lowerBound - lineStart + 1,
            range: range.start - streamStart..<range.end - streamStart))
      }
      let lines = redactor.window.lines(in: passed)
      line += lines.count
      if let start = lines.lastStart { lineStart = start }
      redactor.pass(passed)
    }
  }
}

extension Redactor {
  /// The next bytes that are decided, and the masked range that begins with them when it is a new one.
  fileprivate mutating func next() -> (passed: Range<Int>, range: MaskedRange?)? {
    guard cut < decided else { return nil }
    guard let first = masked.first, first.start <= cut else {
      return (cut..<min(decided, masked.first?.start ?? decided), nil)
    }
    if !first.isAnnounced { masked.announceFirst() }
    return (cut..<min(first.end, decided), first.isAnnounced ? nil : first)
  }

  /// Takes the bytes as put out.
  fileprivate mutating func pass(_ passed: Range<Int>) {
    cut = passed.upperBound
    if let first = masked.first, first.start < cut { masked.trimFirst(to: cut) }
    discard()
  }

  /// Forgets the stream and begins another; positions go on.
  fileprivate mutating func restart() {
    window.discard(to: window.end)
    for layer in layers { layer.restart(at: window.end) }
    masked = MaskedRanges()
    cut = window.end
    decided = window.end
    isFinished = false
  }
}

extension Window {
  /// The number of line ends in a range, and the position behind the last of them.
  fileprivate func lines(in positions: Range<Int>) -> (count: Int, lastStart: Int?) {
    let count = bytes.count(of: UInt8(ascii: "\n"), in: range(positions))
    guard count > 0 else { return (0, nil) }
    let last = bytes.lastIndex(of: UInt8(ascii: "\n"), in: range(positions))
    return (count, last.map { $0 - index(start) + start + 1 })
  }
}
