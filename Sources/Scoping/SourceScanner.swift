// SPDX-License-Identifier: Apache-2.0

/// Finds the places of all keys and values in a text that toml++ has accepted.
///
/// It follows the structure of TOML and decides nothing: what the file says is what TOMLKit read.
struct SourceScanner {
  private var cursor: SourceCursor
  private var map = SourceMap()

  private init(_ text: String) {
    cursor = SourceCursor(text)
  }

  /// The places in `text`.
  static func map(of text: String) -> SourceMap {
    var scanner = Self(text)
    scanner.scanDocument()
    return scanner.map
  }

  private mutating func scanDocument() {
    var table: SourceMap.Path = []
    cursor.skipBlank()
    while cursor.next != nil {
      if cursor.take("[") {
        let isArray = cursor.take("[")
        table = scanKey(in: [])
        _ = cursor.take("]")
        if isArray { _ = cursor.take("]") }
      } else {
        scanPair(in: table)
      }
      cursor.skipBlank()
    }
  }

  private mutating func scanPair(in table: SourceMap.Path) {
    let path = scanKey(in: table)
    // Progress, even on text that is no TOML after all.
    if !cursor.take("=") { cursor.take() }
    cursor.skipSpaces()
    scanValue(at: path)
  }

  /// Reads a dotted key, noting each part; the cursor ends behind it and the spaces after it.
  private mutating func scanKey(in table: SourceMap.Path) -> SourceMap.Path {
    var path = table
    repeat {
      cursor.skipSpaces()
      let position = cursor.position
      let name = scanKeyPart()
      // A path that is too deep already stays so: what is under it is not noted.
      if path.count <= SourceMap.deepest { path.append(.key(name)) }
      map.note(text: name, at: position)
      map.note(key: path, at: position)
      cursor.skipSpaces()
    } while cursor.take(".")
    return path
  }

  private mutating func scanKeyPart() -> String {
    if cursor.next == UInt8(ascii: "\"") || cursor.next == UInt8(ascii: "'") {
      return SourceString(&cursor).text
    }
    var bytes: [UInt8] = []
    while let byte = cursor.next, !Self.endsKey(byte) {
      bytes.append(byte)
      cursor.take()
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func scanValue(at path: SourceMap.Path) {
    let position = cursor.position
    map.note(value: path, at: position)
    switch cursor.next {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      map.note(text: SourceString(&cursor).text, at: position)
    case UInt8(ascii: "["): scanList(at: path)
    case UInt8(ascii: "{"): scanInlineTable(at: path)
    default:
      cursor.take()
      cursor.skip { !Self.endsValue($0) }
    }
  }

  private mutating func scanList(at path: SourceMap.Path) {
    cursor.take()
    var count = 0
    cursor.skipBlank()
    while cursor.next != nil, !cursor.take("]") {
      scanValue(at: path.count <= SourceMap.deepest ? path + [.item(count)] : path)
      count += 1
      cursor.skipBlank()
      if cursor.take(",") { cursor.skipBlank() }
    }
  }

  private mutating func scanInlineTable(at path: SourceMap.Path) {
    cursor.take()
    cursor.skipBlank()
    while cursor.next != nil, !cursor.take("}") {
      scanPair(in: path)
      cursor.skipBlank()
      if cursor.take(",") { cursor.skipBlank() }
    }
  }

  private static func endsKey(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "="), UInt8(ascii: "]"), UInt8(ascii: "}"),
      UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
      true
    default: false
    }
  }

  private static func endsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"),
      UInt8(ascii: "\n"):
      true
    default: false
    }
  }
}
