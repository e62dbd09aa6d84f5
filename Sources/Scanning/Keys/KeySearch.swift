// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Looks for what is written like a key in one stream after the other, however it is cut.
///
/// The newest bytes stay in the arena until all that may belong to a key that begins in them is there.
struct KeySearch: ~Copyable {
  private struct Beginning {
    let rule: KeyRule
    let bytes: [UInt8]
  }

  private static let size = 64 * 1024
  private let beginnings: [Beginning]
  /// For each pair of first bytes whether some key begins so.
  private let pairs: [Bool]
  private var text: SecretBytes
  private var count = 0
  /// The byte before this place of `text` was looked at last.
  private var next = 0
  /// The stream position of the first byte of `text`, its line, and where that line starts.
  private var origin = 0
  private var line = 1
  private var lineStart = 0
  private var sightings: [KeySighting] = []

  init() throws(ScanError) {
    var pairs = [Bool](repeating: false, count: 65536)
    beginnings = KeyRule.all.flatMap { rule in
      rule.beginnings.map { Beginning(rule: rule, bytes: Array($0.utf8)) }
    }
    for beginning in beginnings { pairs[Self.pair(beginning.bytes[0], beginning.bytes[1])] = true }
    self.pairs = pairs
    text = try ScanError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(count: Self.size)
    }
  }

  /// Begins another stream.
  mutating func restart() {
    text.wipe(0..<count)
    (count, next, origin, line, lineStart) = (0, 0, 0, 1, 0)
    sightings.removeAll()
  }

  /// Takes in the next bytes of the stream.
  mutating func read(_ bytes: borrowing SecretBytes, _ range: Range<Int>) {
    var rest = range
    while !rest.isEmpty {
      let piece = rest.prefix(Self.size - count)
      text.replace(at: count, with: bytes, piece)
      count += piece.count
      rest = rest.dropFirst(piece.count)
      if count == Self.size { look(until: count - KeyMatch.reach) }
    }
  }

  /// Ends the stream; all that was found in it, in its order.
  mutating func finish() -> [KeySighting] {
    look(until: count)
    return sightings
  }

  /// Looks at all places before `end`, and keeps one byte before that and what follows.
  private mutating func look(until end: Int) {
    while let (rule, range) = match(before: end) {
      note(rule, range)
      next = max(range.upperBound, next + 1)
    }
    next = max(next, end)
    let kept = min(max(next - 1, 0), count)
    passLines(to: kept)
    text.keepOnly(kept..<count)
    count -= kept
    next -= kept
    origin += kept
  }

  private func match(before end: Int) -> (KeyRule, Range<Int>)? {
    text.withSpan { text in
      let text = text.extracting(0..<count)
      for place in next..<max(next, min(end, text.count - 1))
      where pairs[Self.pair(text[place], text[place + 1])] {
        for beginning in beginnings {
          let range = KeyMatch.range(
            of: beginning.rule, beginning.bytes, at: place, in: text)
          if let range { return (beginning.rule, range) }
        }
      }
      return nil
    }
  }

  private mutating func note(_ rule: KeyRule, _ range: Range<Int>) {
    let before = 0..<range.lowerBound
    let lines = text.count(of: UInt8(ascii: "\n"), in: before)
    let last = text.lastIndex(of: UInt8(ascii: "\n"), in: before).map { origin + $0 + 1 }
    let start = origin + range.lowerBound
    sightings.append(
      KeySighting(
        rule: rule, line: line + lines, column: start - (last ?? lineStart) + 1,
        range: start..<origin + range.upperBound))
  }

  private mutating func passLines(to end: Int) {
    line += text.count(of: UInt8(ascii: "\n"), in: 0..<end)
    if let last = text.lastIndex(of: UInt8(ascii: "\n"), in: 0..<end) {
      lineStart = origin + last + 1
    }
  }

  private static func pair(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first) << 8 | Int(second)
  }
}
