// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Reads a `.env` file as `docker compose` reads an `env_file`.
///
/// Written after the behaviour of compose-go 2 (`dotenv/parser.go`): a colon is as good as an equals sign, a comment
/// needs a blank before it, what follows a closing quote is the next statement, and the environment beats the file in
/// expansions.
struct ComposeReader {
  private let text: DialectText
  private let options: DialectOptions
  private let variables: Variables
  private var offset: Int
  private var entries: [DialectEntry] = []

  static func read(
    _ text: DialectText, _ options: DialectOptions
  ) throws(ImportError) -> DialectReading {
    // Compose hands values on as JSON, which has no other bytes.
    var reader = Self(try text.decoded(byteByByte: true), options)
    try reader.readAll()
    return DialectReading(text: reader.text, entries: reader.entries)
  }

  private init(_ text: DialectText, _ options: DialectOptions) {
    self.text = text
    self.options = options
    variables = Variables(readsEnvironment: options.readsEnvironment)
    offset = text.isAt("\u{feff}", 0) ? 3 : 0
  }

  private mutating func readAll() throws(ImportError) {
    while true {
      while text.whitespace(offset) > 0 { offset += text.whitespace(offset) }
      guard let byte = text[offset] else { return }
      if byte == UInt8(ascii: "#") {
        offset = text.lineEnd(offset)
      } else {
        try readStatement()
      }
    }
  }

  private mutating func readStatement() throws(ImportError) {
    let start = offset
    skipExport()
    guard let (name, separator) = try readName() else {
      throw text.error(.missingEqualsSign, at: start)
    }
    let blank = text.skip(name.lowerBound, to: name.upperBound) { $0 != UInt8(ascii: " ") }
    guard blank == name.upperBound else { throw text.error(.blankInName, at: blank) }
    if separator == UInt8(ascii: "\n") {
      entries.append(DialectEntry(name: name, value: nil, range: start..<offset))
      skipSpaces()
      return
    }
    skipSpaces()
    let isLiteral = text[offset] == UInt8(ascii: "'")
    let value = SharedSecret(try readValue(name))
    variables.set(text.bytes.secretName(name), value)
    entries.append(
      DialectEntry(name: name, value: value, isLiteral: isLiteral, range: start..<offset))
  }

  private mutating func skipExport() {
    guard text.isAt("export", offset), let next = text[offset + 6],
      " \t\n\u{c}\r".utf8.contains(next)
    else { return }
    offset += 6
    skipSpaces()
  }

  /// Reads a name and moves behind the separator; nil when the text ends before one.
  private mutating func readName() throws(ImportError) -> (Range<Int>, UInt8)? {
    let start = offset
    while let byte = text[offset] {
      switch byte {
      case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "\n"):
        var end = offset
        while end > start, [0x20, 0x09, 0x0B, 0x0C, 0x0D].contains(text.bytes[end - 1]) { end -= 1 }
        offset += 1
        return (start..<end, byte)
      case 0x80...: offset += 1
      default:
        let isName =
          NameRules.isNameByte(byte) || ".-[]".utf8.contains(byte) || Self.space(text, offset) > 0
        guard isName else { throw text.error(.invalidName, at: start) }
        offset += 1
      }
    }
    return nil
  }

  private mutating func readValue(_ name: Range<Int>) throws(ImportError) -> SecretBytes {
    switch text[offset] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return try readQuoted(name)
    default: break
    }
    let start = offset
    let lineEnd = text.lineEnd(offset)
    var end = start
    var index = start
    while index < lineEnd, !text.isAt(" #", index) {
      let space = text.whitespace(index)
      index += max(space, 1)
      if space == 0 { end = index }
    }
    offset = min(lineEnd + 1, text.count)
    return try expanded(try text.copy(start..<end), at: start, name)
  }

  private mutating func readQuoted(_ name: Range<Int>) throws(ImportError) -> SecretBytes {
    let opening = offset
    let backslash = UInt8(ascii: "\\")
    guard let quote = text[offset] else { throw text.error(.unterminatedQuote, at: opening) }
    var value = try GrowingValue(at: text.position(of: opening))
    offset += 1
    var isEscaped = false
    while let byte = text[offset] {
      offset += 1
      if byte == quote {
        if !isEscaped {
          let bytes = value.finish()
          if quote == UInt8(ascii: "'") { return bytes }
          let place = text.position(of: opening)
          return try expanded(
            try ComposeEscapes.resolve(bytes, keepsDollars: options.expands, at: place),
            at: opening, name)
        }
      } else if !isEscaped, byte == backslash {
        isEscaped = true
        continue
      } else if isEscaped {
        try value.append(backslash)
      }
      isEscaped = false
      try value.append(byte)
    }
    throw text.error(.unterminatedQuote, at: opening, name: name)
  }

  private func expanded(
    _ value: consuming SecretBytes, at offset: Int, _ name: Range<Int>
  ) throws(ImportError) -> SecretBytes {
    guard options.expands else { return value }
    let place = text.position(of: offset)
    let expansion = ComposeExpansion(variables, place, name: text.bytes.secretName(name))
    return try expansion.expand(value)
  }

  private mutating func skipSpaces() {
    while Self.space(text, offset) > 0 { offset += Self.space(text, offset) }
  }

  /// White space within a line, as Compose sees it.
  private static func space(_ text: DialectText, _ offset: Int) -> Int {
    switch text[offset] {
    case 0x09, 0x0B, 0x0C, 0x0D, 0x20: 1
    case 0xC2 where text[offset + 1] == 0x85 || text[offset + 1] == 0xA0: 2
    default: 0
    }
  }
}
