// SPDX-License-Identifier: Apache-2.0

/// Which values become needles, and why others do not.
struct Coverage {
  let options: NeedleOptions

  enum Verdict: Equatable {
    /// The range without surrounding blanks is to be redacted.
    case covered(Range<Int>)
    /// To be reported.
    case uncovered(UncoveredSecret.Reason)
    /// Empty, or skipped by the user: neither redacted nor reported.
    case ignored
  }

  func verdict(_ name: String, _ value: Span<UInt8>) -> Verdict {
    if value.isEmpty || options.skip.contains(name) { return .ignored }
    let range = Blanks.trimmed(value, value.indices)
    if range.isEmpty { return .uncovered(.blank) }
    if Self.isCommonWord(value, range) { return .uncovered(.commonWord) }
    if range.count < options.minimumLength { return .uncovered(.tooShort) }
    return .covered(range)
  }

  /// Whether a value or a part of one is a word that says nothing.
  static func isCommonWord(_ value: Span<UInt8>, _ range: Range<Int>) -> Bool {
    commonWords.contains { reads(value, range, as: $0) }
  }

  /// Words that are settings, not secrets, and that ordinary output is full of.
  private static let commonWords = [
    "true", "false", "null", "none", "nil", "undefined", "yes", "no", "on", "off", "enabled",
    "disabled", "localhost", "127.0.0.1", "0.0.0.0", "default", "production", "development",
    "staging",
  ]

  private static func reads(_ value: Span<UInt8>, _ range: Range<Int>, as word: String) -> Bool {
    let word = word.utf8
    guard word.count == range.count else { return false }
    return zip(range, word).allSatisfy { index, letter in
      value[index] | (value[index].isLetter ? 0x20 : 0) == letter
    }
  }
}
