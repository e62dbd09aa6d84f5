// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// Redacts one stream, however it is cut: every byte comes out unchanged and in order, except that each
/// stretch covered by needles comes out as one placeholder.
///
/// Bytes are held back only while they may begin a needle. All of them live in the arena and are wiped as
/// soon as they have been written and cannot be part of a needle any more.
package struct Redactor: ~Copyable {
  /// How many bytes the window takes beyond those that may have to be held.
  package static let windowSize = 128 * 1024

  /// The newest needles, which know the names and placeholders of all.
  private(set) var needles: NeedleSet
  private(set) var layers: [Layer]
  var window: Window
  var masked = MaskedRanges()
  /// Everything before this position has been put out or replaced.
  var cut = 0
  /// Everything before this position is decided.
  var decided = 0
  /// Output that had to be put together because it contains placeholders.
  var staged: SecretBytes
  var stagedRange = 0..<0
  var isFinished = false
  /// Whether nothing is put out, because a finder looks at every byte that is decided.
  var isFinding = false
  /// The number of placeholders for each secret and encoding.
  private var counts: [Int]

  /// Starts a stream.
  package init(_ needles: NeedleSet) throws(RedactionError) {
    let staged = try Self.makeStaged(needles)
    let window = try Window(limit: Self.windowSize + 2 * needles.longestHold)
    let layers = [try Layer(needles, at: 0)]
    self.needles = needles
    self.window = window
    self.staged = staged
    self.layers = layers
    counts = Self.noCounts(needles)
  }

  private static func makeStaged(_ needles: NeedleSet) throws(RedactionError) -> SecretBytes {
    let size = max(4096, 2 * needles.labels.longest)
    return try RedactionError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(count: size)
    }
  }

  private static func noCounts(_ needles: NeedleSet) -> [Int] {
    [Int](repeating: 0, count: needles.names.count * Encoding.allCases.count)
  }

  /// Looks for more needles from now on, in what is held too (R10).
  ///
  /// They must have been made to follow those that the redactor has. All output should have been drained.
  package mutating func add(_ more: NeedleSet) throws(RedactionError) {
    precondition(more.earlier === needles && stagedRange.isEmpty && !isFinished)
    let larger = try Self.makeStaged(more)
    layers.append(try Layer(more, at: window.start))
    staged = larger
    window.limit = max(window.limit, Self.windowSize + 2 * more.longestHold)
    counts += Self.noCounts(more).dropFirst(counts.count)
    needles = more
    scan()
  }

  /// How many bytes the next fill can take; what has been drained makes room.
  package var room: Int { window.room }

  /// Lends up to `count` free bytes to be filled, scans what was filled, and returns how many those are.
  ///
  /// All output should have been drained before: at most `room` bytes are lent.
  package mutating func fill<E: Error>(
    _ count: Int, _ read: (inout SecretBytes, Range<Int>) throws(E) -> Int
  ) throws(E) -> Int {
    precondition(window.room > 0, "drain before filling")
    let filled = try window.fill(count, read)
    scan()
    return filled
  }

  private mutating func scan() {
    var findings: [Finding] = []
    for layer in layers { layer.advance(over: window, into: &findings) }
    for finding in findings { masked.insert(finding, floor: cut) }
    decide(holdStart)
  }

  /// The first position from which a needle may yet be completed, in whatever view.
  private var holdStart: Int { layers.reduce(.max) { min($0, $1.holdStart) } }

  /// Bytes held back because a needle may begin in them.
  package var heldCount: Int { window.end - max(decided, cut, maskedEnd) }

  /// Where the range that reaches into the held bytes ends; what it covers is masked, not held.
  private var maskedEnd: Int {
    guard let first = masked.first, first.isAnnounced || first.start < decided else { return 0 }
    return first.end
  }

  /// Whether what is held is so short that a terminal should see it soon: at most 3 bytes and less than
  /// a quarter of any needle that may begin there (R7).
  package var holdsShortPrefix: Bool {
    1...3 ~= heldCount && layers.allSatisfy(\.holdsShortPrefix)
  }

  /// Lets go of a short held prefix but keeps the state, so that the rest of the needle is still masked.
  package mutating func releaseShortPrefix() {
    guard holdsShortPrefix else { return }
    decide(window.end)
  }

  /// How many bytes and candidates were looked at again after the automaton; linear in the stream.
  package var steps: Int { layers.reduce(0) { $0 + $1.steps } }

  /// Ends the stream: a long partial needle is masked (R8), all else is let go.
  package mutating func finish() { finish(takesPartial: true) }

  mutating func finish(takesPartial: Bool) {
    guard !isFinished else { return }
    isFinished = true
    var findings: [Finding] = []
    for layer in layers { layer.finish(window, takesPartial: takesPartial, into: &findings) }
    for finding in findings { masked.insert(finding, floor: cut) }
    decide(window.end)
  }

  /// Lets everything before a position go, and passes over what is masked there.
  private mutating func decide(_ position: Int) {
    decided = max(decided, position)
    if !isFinding, let first = masked.first, first.isAnnounced, first.start <= cut {
      cut = max(cut, min(first.end, decided))
      masked.trimFirst(to: cut)
    }
    discard()
  }

  mutating func discard() {
    window.discard(to: isFinished ? cut : min(cut, holdStart))
  }

  /// How often each secret was redacted, by encoding, in the order of the secrets.
  package var hits: [Hit] {
    let encodings = Encoding.allCases
    return counts.indices.filter { counts[$0] > 0 }.map { index in
      Hit(
        name: needles.names[index / encodings.count],
        encoding: encodings[index % encodings.count], count: counts[index])
    }
  }

  mutating func count(_ range: MaskedRange) {
    let encoding = Encoding.allCases.firstIndex(of: range.encoding) ?? 0
    counts[range.secret * Encoding.allCases.count + encoding] += 1
  }
}
