// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Reads a `.env` file as `node --env-file` does.
///
/// Written after `Dotenv::ParseContent` of Node 20.20 and compared with it byte by byte: carriage returns go first,
/// a line without an equals sign becomes part of the next name, and only `\n` in double quotes is an escape.
struct NodeReader {
  private let text: DialectText
  private var offset: Int
  private let end: Int
  private var entries: [DialectEntry] = []

  static func read(
    _ text: DialectText, _ options: DialectOptions
  ) throws(ImportError) -> DialectReading {
    var reader = Self(try text.decoded().withoutCarriageReturns())
    try reader.readAll()
    return DialectReading(text: reader.text, entries: reader.entries)
  }

  private init(_ text: DialectText) {
    self.text = text
    (offset, end) = Self.trimmed(text, 0..<text.count)
  }

  private mutating func readAll() throws(ImportError) {
    while offset < end {
      if text[offset] == UInt8(ascii: "\n") || text[offset] == UInt8(ascii: "#"),
        let newline = text.first("\n", from: offset, to: end)
      {
        offset = newline + 1
        continue
      }
      let start = offset
      guard let equals = text.first("=", from: offset, to: end) else { return }
      var name = range(Self.trimmed(text, offset..<equals))
      offset = equals + 1
      // Nothing but blanks: there Node reads the byte before them, which is no name.
      if name.isEmpty, start == equals { return }
      if text.isAt("export ", name.lowerBound), name.count >= 7 {
        name = name.lowerBound + 7..<name.upperBound
      }
      (offset, _) = Self.trimmed(text, offset..<end)
      try readValue(name, start)
    }
  }

  private mutating func readValue(_ name: Range<Int>, _ start: Int) throws(ImportError) {
    guard let first = text[offset], offset < end else { return try add(name, end..<end, start) }
    guard "\"'`".utf8.contains(first) else { return try readUnquoted(name, start) }
    let quote = Unicode.Scalar(first)
    if let close = text.first(quote, from: offset + 1, to: end) {
      let value = offset + 1..<close
      let rest = text.first("\n", from: close + 1, to: end)
      offset = rest ?? end
      try add(name, value, start, quote: quote)
    } else if let newline = text.first("\n", from: offset, to: end) {
      // Without a closing quote the opening one is part of the value.
      let value = offset..<newline
      offset = newline
      try add(name, value, start)
    }
  }

  private mutating func readUnquoted(_ name: Range<Int>, _ start: Int) throws(ImportError) {
    let lineEnd = text.first("\n", from: offset, to: end) ?? end
    let valueEnd = text.first("#", from: offset, to: lineEnd) ?? lineEnd
    let value = range(Self.trimmed(text, offset..<valueEnd))
    offset = lineEnd
    try add(name, value, start)
  }

  private mutating func add(
    _ name: Range<Int>, _ value: Range<Int>, _ start: Int, quote: Unicode.Scalar? = nil
  ) throws(ImportError) {
    let bytes = quote == "\"" ? try unescaped(value) : try text.copy(value)
    entries.append(
      DialectEntry(
        name: name, value: SharedSecret(bytes), isLiteral: quote == "'", range: start..<offset))
  }

  private func unescaped(_ range: Range<Int>) throws(ImportError) -> SecretBytes {
    var value = try GrowingValue(at: text.position(of: range.lowerBound))
    var index = range.lowerBound
    while index < range.upperBound {
      if index + 1 < range.upperBound, text.isAt("\\n", index) {
        try value.append(UInt8(ascii: "\n"))
        index += 2
      } else {
        try value.append(text.bytes[index])
        index += 1
      }
    }
    return value.finish()
  }

  private func range(_ bounds: (Int, Int)) -> Range<Int> { bounds.0..<bounds.1 }

  /// A range without the blanks at its ends; tabs are none.
  private static func trimmed(_ text: DialectText, _ range: Range<Int>) -> (Int, Int) {
    let blank = UInt8(ascii: " ")
    let start = text.skip(range.lowerBound, to: range.upperBound) { $0 == blank }
    var end = range.upperBound
    while end > start, text[end - 1] == blank { end -= 1 }
    return (start, end)
  }
}
