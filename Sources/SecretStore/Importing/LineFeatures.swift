// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// What on a line tools are known to disagree about.
struct LineFeatures {
  private let text: DialectText
  private var found: [Ambiguity.Reason] = []

  /// The reasons in the order in which they stand in `Ambiguity.Reason`; never empty.
  static func reasons(_ text: DialectText) -> [Ambiguity.Reason] {
    var features = Self(text: text)
    features.findBytes()
    let separator = features.findName()
    if let separator { features.findValue(separator + 1) }
    let found = Ambiguity.Reason.allCases.filter(features.found.contains)
    return found.isEmpty ? [.other] : found
  }

  /// Whether double quotes hold a backslash that all dialects here keep, and that ruby-dotenv, godotenv and direnv drop.
  static func hasOtherEscape(_ text: DialectText) -> Bool {
    guard let quote = text.first("\"", from: 0), let equals = text.first("=", from: 0, to: quote),
      text.skip(equals + 1, while: isBlank) == quote
    else { return false }
    var index = quote + 1
    while let byte = text[index], byte != UInt8(ascii: "\"") {
      guard byte == UInt8(ascii: "\\"), let next = text[index + 1] else {
        index += 1
        continue
      }
      if !"nrt\\\"$".utf8.contains(next) { return true }
      index += 2
    }
    return false
  }

  private init(text: DialectText) {
    self.text = text
  }

  private mutating func findBytes() {
    if text.isAt("\u{feff}", 0) { found.append(.byteOrderMark) }
    if text.firstInvalid() != nil { found.append(.notUTF8) }
    if text.first("\0", from: 0) != nil { found.append(.nullByte) }
    if text.first("\r", from: 0) != nil { found.append(.carriageReturn) }
  }

  /// Looks at what stands before the equals sign and returns where that is.
  private mutating func findName() -> Int? {
    var start = text.isAt("\u{feff}", 0) ? 3 : 0
    start = text.skip(start, while: Self.isBlank)
    if text.isAt("export", start), Self.isBlank(text[start + 6] ?? 0) {
      start = text.skip(start + 6, while: Self.isBlank)
    }
    let lineEnd = text.lineEnd(start)
    let equals = text.first("=", from: start, to: lineEnd)
    let colon = text.first(":", from: start, to: equals ?? lineEnd)
    guard let separator = colon ?? equals else {
      found.append(.noEqualsSign)
      return nil
    }
    if colon != nil { found.append(.colon) }
    var end = separator
    while end > start, Self.isBlank(text.bytes[end - 1]) { end -= 1 }
    let isSpaced = end < separator || Self.isBlank(text[separator + 1] ?? 0)
    if isSpaced, colon == nil, text[separator + 1] != 0x0A { found.append(.blankAroundEquals) }
    if text[start] == UInt8(ascii: "'") || text[start] == UInt8(ascii: "\"") {
      found.append(.quotedName)
    } else if text.bytes.secretName(start..<end) == nil {
      found.append(.otherName)
    }
    return separator
  }

  private mutating func findValue(_ start: Int) {
    let start = text.skip(start, while: Self.isBlank)
    guard let quote = text[start] else { return }
    if "'\"`".utf8.contains(quote) {
      if quote == UInt8(ascii: "`") { found.append(.backtick) }
      findQuoted(start, quote)
    } else {
      findBare(start)
    }
  }

  private mutating func findQuoted(_ start: Int, _ quote: UInt8) {
    var end = start + 1
    while let byte = text[end], byte != quote { end += byte == UInt8(ascii: "\\") ? 2 : 1 }
    guard end < text.count else {
      found += [.unterminatedQuote]
      if text.first("\\", from: start) != nil { found.append(.backslash) }
      return
    }
    if text.lineEnd(start) < end { found.append(.severalLines) }
    findDollars(start + 1, end)
    if text.first("\\", from: start, to: end) != nil { found.append(.backslash) }
    if text[end + 1] == UInt8(ascii: "#") { found.append(.hashWithoutBlank) }
    let next = text.skip(end + 1, while: Self.isBlank)
    let rest: UInt8 = text[next] ?? 0x0A
    if ![0x0A, 0x0D, UInt8(ascii: "#")].contains(rest) { found.append(.textAfterQuote) }
  }

  private mutating func findBare(_ start: Int) {
    var end = text.lineEnd(start)
    // Nothing is told about a comment.
    for index in start..<end where text[index] == UInt8(ascii: "#") {
      if Self.isBlank(text[index - 1] ?? 0) {
        end = index
        break
      }
      found.append(.hashWithoutBlank)
    }
    while end > start, Self.isBlank(text.bytes[end - 1]) || text.bytes[end - 1] == 0x0D { end -= 1 }
    findDollars(start, end)
    for index in start..<end {
      switch text.bytes[index] {
      case UInt8(ascii: "\\"): found.append(.backslash)
      case UInt8(ascii: "`"): found.append(.backtick)
      case UInt8(ascii: "'"), UInt8(ascii: "\""): found.append(.quoteInside)
      case UInt8(ascii: "~"): found.append(.tilde)
      case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"):
        found.append(.shellCharacter)
      case 0x20, 0x09: found.append(.blankInside)
      case 0x80... where text.whitespace(index) > 0: found.append(.otherBlank)
      default: break
      }
    }
  }

  private mutating func findDollars(_ start: Int, _ end: Int) {
    for index in start..<max(start, end) where text[index] == UInt8(ascii: "$") {
      found.append(text[index + 1] == UInt8(ascii: "(") ? .command : .dollar)
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
