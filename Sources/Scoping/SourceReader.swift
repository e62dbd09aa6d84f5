// SPDX-License-Identifier: Apache-2.0

/// Reads TOML 1.0 into tables that know their places, and refuses what is not TOML.
///
/// Of TOML it leaves out what secrun.toml has no use for: lists of tables are refused, and numbers
/// and dates are recognised, not read.
///
/// TOMLKit 0.6 was to do this and was measured instead: toml++'s assertions are on in SwiftPM's
/// release builds, so `[@x]` or `["A",}` abort the whole program; escaped NULs end its C strings,
/// which drops part of a name or traps; deep dotted keys overflow a stack of 1 MiB; and it keeps no
/// positions.
struct SourceReader {
  /// The limit for the whole text, in bytes.
  private static let largest = 64 * 1024
  /// How deep keys and values may be nested; nothing valid comes near.
  private static let deepest = 16

  private var cursor: SourceCursor
  private let root = SourceTable(.header)

  private init(_ text: String) {
    cursor = SourceCursor(text)
  }

  /// The entries at the top of the file, in the order in which they are written.
  static func entries(of text: String) throws(ScopingError) -> [SourceEntry] {
    guard text.utf8.count <= largest else { throw .tooLarge(limit: largest) }
    var reader = Self(text)
    try reader.readDocument()
    return reader.root.entries
  }

  private mutating func readDocument() throws(ScopingError) {
    var table = root
    try cursor.skipBlank()
    while cursor.next != nil {
      if cursor.sees("[") {
        table = try readHeader()
      } else {
        try readPair(into: table, depth: 0)
      }
      try cursor.finishLine()
      try cursor.skipBlank()
    }
  }

  private mutating func readHeader() throws(ScopingError) -> SourceTable {
    let start = cursor.position
    cursor.take()
    guard !cursor.sees("[") else {
      throw .syntax(reason: "expected a table in one pair of brackets, found two", at: start)
    }
    let keys = try readKey()
    guard cursor.take("]") else { throw cursor.expected("']'") }
    var table = root
    for key in keys.dropLast() { table = try table.passed(key) }
    return try keys.last.map { key throws(ScopingError) in try table.opened(key) } ?? table
  }

  private mutating func readPair(into table: SourceTable, depth: Int) throws(ScopingError) {
    var table = table
    let keys = try readKey()
    guard cursor.take("=") else { throw cursor.expected("'='") }
    cursor.skipSpaces()
    let value = try readValue(depth: depth + keys.count)
    for key in keys.dropLast() { table = try table.dotted(key) }
    if let key = keys.last { try table.add(key, value) }
  }

  /// Reads a dotted key and the spaces around it: one part at least.
  private mutating func readKey() throws(ScopingError) -> [SourceKey] {
    var keys: [SourceKey] = []
    repeat {
      cursor.skipSpaces()
      let position = cursor.position
      guard keys.count < Self.deepest else {
        throw .syntax(reason: "nested too deeply", at: position)
      }
      keys.append(SourceKey(name: try readKeyPart(), position: position))
      cursor.skipSpaces()
    } while cursor.take(".")
    return keys
  }

  private mutating func readKeyPart() throws(ScopingError) -> String {
    if cursor.sees("\"\"\"") || cursor.sees("'''") { throw cursor.expected("a key on one line") }
    if cursor.sees("\"") || cursor.sees("'") { return try SourceString.read(&cursor) }
    let name = cursor.take { NameKind.isNameByte($0) || $0 == UInt8(ascii: "-") }
    guard !name.isEmpty else { throw cursor.expected("a key") }
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func readValue(depth: Int) throws(ScopingError) -> SourceNode {
    let position = cursor.position
    guard depth < Self.deepest else { throw .syntax(reason: "nested too deeply", at: position) }
    let content: SourceNode.Content =
      switch cursor.next {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): .text(try SourceString.read(&cursor))
      case UInt8(ascii: "["): .list(try readList(depth: depth))
      case UInt8(ascii: "{"): .table(try readInlineTable(depth: depth))
      default: try readWord()
      }
    return SourceNode(content: content, position: position)
  }

  private mutating func readList(depth: Int) throws(ScopingError) -> [SourceNode] {
    var items: [SourceNode] = []
    cursor.take()
    try cursor.skipBlank()
    while !cursor.take("]") {
      items.append(try readValue(depth: depth + 1))
      try cursor.skipBlank()
      guard cursor.take(",") || cursor.sees("]") else { throw cursor.expected("',' or ']'") }
      try cursor.skipBlank()
    }
    return items
  }

  private mutating func readInlineTable(depth: Int) throws(ScopingError) -> SourceTable {
    let table = SourceTable(.inline)
    cursor.take()
    cursor.skipSpaces()
    guard !cursor.take("}") else { return table }
    repeat {
      try readPair(into: table, depth: depth)
      cursor.skipSpaces()
    } while cursor.take(",")
    guard cursor.take("}") else { throw cursor.expected("',' or '}' on the same line") }
    return table
  }

  /// Reads a value without quotes; of these only whole numbers are of use, the others are named.
  private mutating func readWord() throws(ScopingError) -> SourceNode.Content {
    let position = cursor.position
    let word = String(
      decoding: cursor.take { NameKind.isNameByte($0) || "+-.:".utf8.contains($0) }, as: UTF8.self)
    if word.isEmpty { throw cursor.expected("a value") }
    if word == "true" || word == "false" { return .boolean(word == "true") }
    guard let first = word.utf8.first, "0123456789+-".utf8.contains(first) else {
      throw .syntax(reason: "expected a value; a text is written in quotes", at: position)
    }
    // A leading zero is no number in TOML, and none is wanted here with a sign or an underscore.
    if first != UInt8(ascii: "0") || word == "0", let number = Int(word), word.first != "+" {
      return .number(number)
    }
    return .other("a number or a date")
  }
}
