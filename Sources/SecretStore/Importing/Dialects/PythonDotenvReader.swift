// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Reads a `.env` file as python-dotenv's `dotenv_values` does.
///
/// Written after the grammar of python-dotenv 1.2.4 (`parser.py`, `variables.py`): a line that it cannot parse is
/// skipped, `${NAME}` and `${NAME:-default}` are expanded in values of every kind, and what the file set before beats
/// the environment.
struct PythonDotenvReader {
  private let text: DialectText
  private let options: DialectOptions
  private let variables: Variables
  private var offset = 0
  private var entries: [DialectEntry] = []

  static func read(
    _ text: DialectText, _ options: DialectOptions
  ) throws(ImportError) -> DialectReading {
    if let invalid = text.firstInvalid() { throw text.error(.invalidUTF8, at: invalid) }
    var reader = Self(try text.withUnixLineEnds(), options)
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
    while offset < text.count {
      skipWhitespace(crossingLines: true)
      guard offset < text.count else { return }
      let start = offset
      if try !readBinding(start) {
        // What cannot be parsed is dropped up to the end of its line.
        offset = min(text.lineEnd(offset) + 1, text.count)
      }
    }
  }

  /// Reads one statement; false when it is none, with the offset where that was noticed.
  private mutating func readBinding(_ start: Int) throws(ImportError) -> Bool {
    skipExport()
    var name: Range<Int>?
    if text[offset] != UInt8(ascii: "#") {
      guard let found = readKey() else { return false }
      name = found
    }
    skipWhitespace()
    var value: SharedSecret?
    if text[offset] == UInt8(ascii: "=") {
      offset += 1
      let isSpaced = skipWhitespace()
      if isSpaced, text[offset] == UInt8(ascii: "#") {
        value = SharedSecret(try text.copy(offset..<offset))
      } else {
        guard let read = try readValue() else { return false }
        value = read
      }
    }
    guard skipLineEnd() else { return false }
    if let name { try add(name, value, start) }
    return true
  }

  private mutating func add(
    _ name: Range<Int>, _ value: SharedSecret?, _ start: Int
  ) throws(ImportError) {
    var value = value
    if let raw = value, options.expands { value = try expand(raw, at: start) }
    variables.set(text.bytes.secretName(name), value)
    entries.append(DialectEntry(name: name, value: value, range: start..<offset))
  }

  private mutating func skipExport() {
    guard text.isAt("export", offset), space(offset + 6) > 0 else { return }
    offset += 6
    skipWhitespace()
  }

  private mutating func readKey() -> Range<Int>? {
    if text[offset] == UInt8(ascii: "'") {
      guard let end = text.first("'", from: offset + 1), end > offset + 1 else { return nil }
      defer { offset = end + 1 }
      return offset + 1..<end
    }
    let start = offset
    while let byte = text[offset], byte != UInt8(ascii: "="), byte != UInt8(ascii: "#"),
      anySpace(offset) == 0
    {
      offset += 1
    }
    return offset > start ? start..<offset : nil
  }

  private mutating func readValue() throws(ImportError) -> SharedSecret? {
    switch text[offset] {
    case UInt8(ascii: "'"): return try readQuoted(escapes: "\\'")
    case UInt8(ascii: "\""): return try readQuoted(escapes: "\\'\"abfnrtv")
    default: return try readUnquoted()
    }
  }

  /// Reads to the closing quote, in which a backslash takes the next character with it; nil when there is none.
  private mutating func readQuoted(escapes: String) throws(ImportError) -> SharedSecret? {
    guard let quote = text[offset] else { return nil }
    var end = offset + 1
    while let byte = text[end], byte != quote { end += byte == UInt8(ascii: "\\") ? 2 : 1 }
    guard end < text.count else { return nil }
    var value = try GrowingValue(at: text.position(of: offset))
    var index = offset + 1
    while index < end {
      let byte = text.bytes[index]
      if byte == UInt8(ascii: "\\"), let next = text[index + 1], escapes.utf8.contains(next) {
        try value.append(Self.escape(next))
        index += 2
      } else {
        try value.append(byte)
        index += 1
      }
    }
    offset = end + 1
    return SharedSecret(value.finish())
  }

  private static func escape(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "a"): 0x07
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "v"): 0x0B
    default: letter
    }
  }

  /// Text to the end of the line, without a comment that has white space in front, and without the blanks at its end.
  private mutating func readUnquoted() throws(ImportError) -> SharedSecret {
    let start = offset
    let lineEnd = text.lineEnd(offset)
    var end = start
    while offset < lineEnd {
      let space = anySpace(offset)
      if space > 0 {
        var next = offset
        while next < lineEnd, anySpace(next) > 0 { next += anySpace(next) }
        if next < lineEnd, text[next] == UInt8(ascii: "#") { break }
        offset = next
      } else {
        offset += 1
        end = offset
      }
    }
    offset = lineEnd
    return SharedSecret(try text.copy(start..<end))
  }

  /// Moves over a comment and the end of the line; false when something else stands there.
  private mutating func skipLineEnd() -> Bool {
    skipWhitespace()
    if text[offset] == UInt8(ascii: "#") { offset = text.lineEnd(offset) }
    guard offset < text.count else { return true }
    guard text[offset] == UInt8(ascii: "\n") else { return false }
    offset += 1
    return true
  }

  @discardableResult
  private mutating func skipWhitespace(crossingLines: Bool = false) -> Bool {
    let start = offset
    while true {
      let length = crossingLines ? anySpace(offset) : space(offset)
      if length == 0 { return offset > start }
      offset += length
    }
  }

  private func anySpace(_ offset: Int) -> Int {
    text.whitespace(offset) { (0x1C...0x1F).contains($0) }
  }

  private func space(_ offset: Int) -> Int {
    text[offset] == UInt8(ascii: "\n") ? 0 : anySpace(offset)
  }

  private func expand(_ value: SharedSecret, at start: Int) throws(ImportError) -> SharedSecret {
    try PythonExpansion.expand(value, variables, at: text.position(of: start))
  }
}
