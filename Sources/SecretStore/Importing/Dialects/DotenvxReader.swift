// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Reads a `.env` file as dotenvx does, but for `$(…)`, which it would execute and secrun refuses.
///
/// Written after the behaviour of dotenvx 1 and 2: a `#` begins a comment even without a blank before it, backticks
/// quote, and the statement's expression may cross lines between its parts. UTF-16 with a byte order mark is decoded.
struct DotenvxReader {
  private let text: DialectText
  private let options: DialectOptions
  private let variables: Variables
  private var offset = 0
  private var entries: [DialectEntry] = []

  static func read(
    _ text: DialectText, _ options: DialectOptions
  ) throws(ImportError) -> DialectReading {
    let utf16 = try UTF16Text.decoded(text)
    let decoded = if let utf16 { utf16 } else { try text.decoded() }
    var reader = Self(try decoded.withUnixLineEnds(), options)
    try reader.readAll()
    return DialectReading(text: reader.text, entries: reader.entries)
  }

  private init(_ text: DialectText, _ options: DialectOptions) {
    self.text = text
    self.options = options
    variables = Variables(readsEnvironment: options.readsEnvironment)
  }

  /// A statement may begin at the start of each line; what matches nothing is skipped.
  private mutating func readAll() throws(ImportError) {
    var lineStart = 0
    while lineStart < text.count {
      if let end = try readStatement(lineStart) {
        lineStart = text[end - 1] == UInt8(ascii: "\n") ? end : text.lineEnd(end) + 1
      } else {
        lineStart = text.lineEnd(lineStart) + 1
      }
    }
  }

  /// Reads the statement that begins behind the white space at `start`; nil when there is none, else where it ends.
  private mutating func readStatement(_ start: Int) throws(ImportError) -> Int? {
    let first = skipSpace(start)
    var name: Range<Int>?
    var separatorEnd: Int?
    if text.isAt("export", first), space(first + 6) > 0 {
      name = word(skipSpace(first + 6))
      separatorEnd = name.flatMap { separator($0.upperBound) }
    }
    if separatorEnd == nil {
      name = word(first)
      separatorEnd = name.flatMap { separator($0.upperBound) }
    }
    guard let name, let separatorEnd else { return nil }
    offset = separatorEnd
    try readValue(name, first)
    return offset
  }

  private func word(_ start: Int) -> Range<Int>? {
    let end = text.skip(start) { NameRules.isNameByte($0) || $0 == 0x2E || $0 == 0x2D }
    return end > start ? start..<end : nil
  }

  /// Behind an equals sign, or a colon and one white space character; nil when neither stands there.
  private func separator(_ start: Int) -> Int? {
    let next = skipSpace(start)
    if text[next] == UInt8(ascii: "=") { return next + 1 }
    guard text[start] == UInt8(ascii: ":"), space(start + 1) > 0 else { return nil }
    return start + 1 + space(start + 1)
  }

  private mutating func readValue(_ name: Range<Int>, _ start: Int) throws(ImportError) {
    let first = skipSpace(offset)
    if let quote = text[first], "'\"`".utf8.contains(quote), let close = closing(first, quote) {
      let value = try clean(first + 1..<close, quote)
      offset = lineEnd(after: close + 1) ?? close + 1
      return try add(name, value, quote: quote, start)
    }
    let end = text.skip(offset) { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "\n") }
    let value = trimmed(offset..<end)
    // A whole line of a bare value may still begin and end with the same quote.
    var quote: UInt8?
    var inner = value
    if let mark = text[value.lowerBound], !value.isEmpty, "'\"`".utf8.contains(mark) {
      quote = mark
      if value.count > 1, text[value.upperBound - 1] == mark {
        inner = value.lowerBound + 1..<value.upperBound - 1
      }
    }
    offset = lineEnd(after: end) ?? end
    try add(name, try clean(inner, quote), quote: quote, start)
  }

  /// The quote that closes the one at `start` with nothing but a comment behind it; an escaped one will do at need.
  private func closing(_ start: Int, _ quote: UInt8) -> Int? {
    var escaped: [Int] = []
    var index = start + 1
    while let byte = text[index], byte != quote {
      if byte == UInt8(ascii: "\\"), text[index + 1] == quote {
        escaped.append(index + 1)
        index += 1
      }
      index += 1
    }
    if index < text.count, lineEnd(after: index + 1) != nil { return index }
    return escaped.last { lineEnd(after: $0 + 1) != nil }
  }

  /// Where a statement ends whose value ends at `start`: behind white space and a comment, at the end of a line.
  private func lineEnd(after start: Int) -> Int? {
    let next = skipSpace(start)
    if next == text.count { return next }
    if text[next] == UInt8(ascii: "#") { return text.lineEnd(next) }
    // Back to the last line feed of the white space, if there is one.
    var end = next
    while end > start {
      end -= 1
      if text[end] == UInt8(ascii: "\n") { return end }
    }
    return nil
  }

  private func clean(_ range: Range<Int>, _ quote: UInt8?) throws(ImportError) -> SecretBytes {
    var value = try GrowingValue(at: text.position(of: range.lowerBound))
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text.bytes[index]
      let next = index + 1 < range.upperBound ? text.bytes[index + 1] : 0
      if byte == UInt8(ascii: "\\"), let escape = Self.escape(next, quote) {
        try value.append(escape)
        index += 2
      } else {
        try value.append(byte)
        index += 1
      }
    }
    return value.finish()
  }

  private static func escape(_ letter: UInt8, _ quote: UInt8?) -> UInt8? {
    switch (quote, letter) {
    case (UInt8(ascii: "\""), UInt8(ascii: "n")): 0x0A
    case (UInt8(ascii: "\""), UInt8(ascii: "r")): 0x0D
    case (UInt8(ascii: "\""), UInt8(ascii: "t")): 0x09
    case (UInt8(ascii: "'"), UInt8(ascii: "'")): letter
    default: nil
    }
  }

  private mutating func add(
    _ name: Range<Int>, _ value: consuming SecretBytes, quote: UInt8?, _ start: Int
  ) throws(ImportError) {
    let isLiteral = quote == UInt8(ascii: "'")
    let key = text.bytes.secretName(name)
    var shared = SharedSecret(value)
    if !isLiteral, options.expands {
      let expansion = DotenvxExpansion(variables, text.position(of: start), name: key)
      shared = SharedSecret(try expansion.expand(shared))
    }
    variables.set(key, shared)
    entries.append(
      DialectEntry(name: name, value: shared, isLiteral: isLiteral, range: start..<offset))
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound, space(start) > 0 { start += space(start) }
    var (end, index) = (start, start)
    while index < range.upperBound {
      let length = space(index)
      index += max(length, 1)
      if length == 0 { end = index }
    }
    return start..<end
  }

  private func skipSpace(_ start: Int) -> Int {
    var offset = start
    while space(offset) > 0 { offset += space(offset) }
    return offset
  }

  private func space(_ offset: Int) -> Int {
    text.whitespace(offset) { $0 == 0xFEFF }
  }
}
