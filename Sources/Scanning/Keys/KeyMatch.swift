// SPDX-License-Identifier: Apache-2.0

/// Reads a key that may begin at a place of a text.
enum KeyMatch {
  /// The longest stretch that is looked at behind a beginning.
  static let reach = 1500
  private static let shortestPassword = 4
  private static let shortestCredentials = 16
  private static let schemes = ["Bearer", "bearer", "Basic", "basic", "token", "Token"]

  /// The bytes of the key itself when `text` has one by this rule at `start`.
  static func range(
    of rule: KeyRule, _ beginning: [UInt8], at start: Int, in text: Span<UInt8>
  ) -> Range<Int>? {
    guard reads(text, start, beginning) else { return nil }
    let behind = start + beginning.count
    switch rule.form {
    case .letters(let alphabet, let count):
      guard start == 0 || !KeyAlphabet.dashed.contains(text[start - 1]) else { return nil }
      let length = run(text, from: behind, limit: count.upperBound + 1, alphabet.contains)
      return count.contains(length) ? start..<behind + length : nil
    case .privateKeyHeader: return privateKeyHeader(text, start, behind)
    case .password: return password(text, behind)
    case .credentials: return credentials(text, behind)
    }
  }

  private static func reads(_ text: Span<UInt8>, _ start: Int, _ word: [UInt8]) -> Bool {
    start + word.count <= text.count && word.indices.allSatisfy { text[start + $0] == word[$0] }
  }

  /// How many bytes from `start` on fit, at most `limit`.
  private static func run(
    _ text: Span<UInt8>, from start: Int, limit: Int, _ fits: (UInt8) -> Bool
  ) -> Int {
    var count = 0
    while count < limit, start + count < text.count, fits(text[start + count]) { count += 1 }
    return count
  }

  private static func privateKeyHeader(
    _ text: Span<UInt8>, _ start: Int, _ behind: Int
  ) -> Range<Int>? {
    let length = run(text, from: behind, limit: 40) { byte in
      byte == UInt8(ascii: " ") || KeyAlphabet.capitals.contains(byte)
    }
    let end = Array("PRIVATE KEY".utf8)
    guard length >= end.count, reads(text, behind + length - end.count, end),
      reads(text, behind + length, Array("-----".utf8))
    else { return nil }
    return start..<behind + length + 5
  }

  private static func password(_ text: Span<UInt8>, _ behind: Int) -> Range<Int>? {
    let user = run(text, from: behind, limit: 256) { isUserInfo($0) && $0 != UInt8(ascii: ":") }
    let start = behind + user + 1
    guard start <= text.count, reads(text, start - 1, [UInt8(ascii: ":")]) else { return nil }
    let length = run(text, from: start, limit: 1024, isUserInfo)
    guard length >= shortestPassword, reads(text, start + length, [UInt8(ascii: "@")]),
      !isPlaceholder(text, start..<start + length)
    else { return nil }
    return start..<start + length
  }

  private static func isUserInfo(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !"/@\"'`\\?#,".utf8.contains(byte)
  }

  private static func credentials(_ text: Span<UInt8>, _ behind: Int) -> Range<Int>? {
    let isBetween: (UInt8) -> Bool = { "\"': =\t\\,".utf8.contains($0) }
    var start = behind
    let gap = run(text, from: start, limit: 8, isBetween)
    guard gap > 0 else { return nil }
    start += gap
    guard let scheme = schemes.first(where: { reads(text, start, Array($0.utf8)) }) else {
      return nil
    }
    start += scheme.utf8.count
    guard reads(text, start, [UInt8(ascii: " ")]) else { return nil }
    start += 1
    let length = run(text, from: start, limit: 1024) { byte in
      KeyAlphabet.dotted.contains(byte) || "~+/=".utf8.contains(byte)
    }
    guard length >= shortestCredentials, !isPlaceholder(text, start..<start + length) else {
      return nil
    }
    return start..<start + length
  }

  /// Whether something stands where a key would be put: a variable, or the same letter over and over.
  private static func isPlaceholder(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let first = text[range.lowerBound]
    if "$<{%[".utf8.contains(first) { return true }
    return range.allSatisfy { text[$0] == first }
  }
}
