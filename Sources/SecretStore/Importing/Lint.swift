// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Finds the lines of a `.env` file that widely used tools read in different ways.
///
/// Each assignment, and each line that holds none, is read by itself in every dialect, and what comes out is compared:
/// so no list of pitfalls has to be complete. Docker's own dialect takes quotes and comments literally and would
/// differ nearly everywhere; it is compared where it is the one that was asked for, and for values of several lines.
struct Lint {
  private static let compared: [Dialect] = [
    .secrun, .pythonDotenv, .node, .compose, .dotenvx, .shell,
  ]

  private let text: DialectText
  private let reading: DialectReading
  private let dialect: Dialect

  init(_ text: DialectText, _ reading: DialectReading, _ dialect: Dialect) {
    self.text = text
    self.reading = reading
    self.dialect = dialect
  }

  func notes() throws(ImportError) -> [ImportNote] {
    var notes: [ImportNote] = []
    // UTF-16 has no lines that could be compared; only one dialect reads it at all.
    if UTF16Text.isMarked(text) { return [] }
    for (lines, name) in statements().prefix(StoreLimits.entries) {
      let start = text.range(ofLine: lines.lowerBound).lowerBound
      let end = text.range(ofLine: min(lines.upperBound, text.lineCount)).upperBound
      let part = try DialectText(copying: text.bytes, start..<end)
      if name == nil {
        notes.append(ImportNote(line: lines.lowerBound, name: nil, kind: .skipped))
      }
      if let ambiguity = ambiguity(part) {
        notes.append(
          ImportNote(
            line: lines.lowerBound, name: name.flatMap { $0 }, kind: .ambiguous(ambiguity)))
      }
    }
    return notes
  }

  /// The parts that are read by themselves: assignments with their names, and the lines that belong to none.
  private func statements() -> [(ClosedRange<Int>, String??)] {
    var statements: [(lines: ClosedRange<Int>, name: String??)] = []
    for entry in reading.entries {
      var lines = reading.text.lines(of: entry)
      lines = min(lines.lowerBound, text.lineCount)...min(lines.upperBound, text.lineCount)
      if let last = statements.last, last.lines.overlaps(lines) {
        statements[statements.count - 1].lines =
          last.lines.lowerBound...max(last.lines.upperBound, lines.upperBound)
      } else {
        statements.append((lines, .some(reading.text.bytes.secretName(entry.name))))
      }
    }
    var covered = Set(statements.flatMap { Array($0.lines) })
    for line in 1...text.lineCount
    where covered.insert(line).inserted && isOfUse(text.range(ofLine: line)) {
      statements.append((line...line, .none))
    }
    return statements.sorted { $0.lines.lowerBound < $1.lines.lowerBound }
  }

  /// Whether a line that is no assignment is anything but a comment or blank.
  private func isOfUse(_ line: Range<Int>) -> Bool {
    var offset = line.lowerBound
    if offset == 0, text.isAt("\u{feff}", 0) { offset = 3 }
    while offset < line.upperBound, text.whitespace(offset) > 0 {
      offset += text.whitespace(offset)
    }
    return offset < line.upperBound && text[offset] != UInt8(ascii: "#")
  }

  private func ambiguity(_ part: DialectText) -> Ambiguity? {
    let own = Outcome(part, dialect)
    var different: [Dialect] = []
    var refusing: [Dialect] = []
    var others = Self.compared
    let isLong = part.lineEnd(0) + 1 < part.count
    if isLong { others.append(.docker) }
    for other in others where other != dialect {
      let outcome = Outcome(part, other)
      if outcome.isRefusal {
        refusing.append(other)
      } else if !outcome.isSame(as: own) {
        different.append(other)
      }
    }
    guard !different.isEmpty || !refusing.isEmpty || LineFeatures.hasOtherEscape(part) else {
      return nil
    }
    let reasons = LineFeatures.reasons(part)
    return Ambiguity(reasons: reasons, different: different, refusing: refusing)
  }
}

/// What one dialect makes of a piece of text.
private struct Outcome {
  private let reading: DialectReading?

  init(_ text: DialectText, _ dialect: Dialect) {
    reading = try? dialect.read(text, DialectOptions(readsEnvironment: false))
  }

  var isRefusal: Bool { reading == nil }

  func isSame(as other: Outcome) -> Bool {
    guard let reading, let otherReading = other.reading else {
      return reading == nil && other.reading == nil
    }
    let own = Self.assigned(reading)
    let others = Self.assigned(otherReading)
    guard own.count == others.count else { return false }
    for (left, right) in zip(own, others) {
      guard let leftValue = left.value, let rightValue = right.value,
        leftValue.bytes.isEqual(to: rightValue.bytes),
        Self.isSameName(reading.text, left.name, otherReading.text, right.name)
      else { return false }
    }
    return true
  }

  private static func assigned(_ reading: DialectReading) -> [DialectEntry] {
    reading.entries.filter { $0.value != nil }
  }

  private static func isSameName(
    _ left: DialectText, _ leftRange: Range<Int>, _ right: DialectText, _ rightRange: Range<Int>
  ) -> Bool {
    guard leftRange.count == rightRange.count else { return false }
    for (first, second) in zip(leftRange, rightRange) where left.bytes[first] != right.bytes[second]
    {
      return false
    }
    return true
  }
}
