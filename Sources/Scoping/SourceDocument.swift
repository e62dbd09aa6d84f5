// SPDX-License-Identifier: Apache-2.0

internal import TOMLKit

/// Reads TOML text into values that know their places; the only file that knows TOMLKit.
///
/// TOMLKit 0.6 hands text through C strings, so a NUL would silently end it: both a raw and an escaped one
/// are refused before a value is taken. It never frees a table, a few kilobytes for each file read.
enum SourceDocument {
  /// The limit for the whole text, in bytes.
  static let largest = 64 * 1024

  /// The entries at the top of the file, in the order in which they are written.
  static func entries(of text: String) throws(ScopingError) -> [SourceEntry] {
    guard text.utf8.count <= largest else { throw .tooLarge(limit: largest) }
    if let nul = rawNul(in: text) { throw .containsNul(at: nul) }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw syntaxError(error)
    } catch {
      throw .syntax(reason: "not TOML", at: SourcePosition(line: 1, column: 1))
    }
    let map = SourceScanner.map(of: text)
    if let nul = map.firstNul { throw .containsNul(at: nul) }
    return entries(of: table, at: [], map)
  }

  private static func rawNul(in text: String) -> SourcePosition? {
    guard text.utf8.contains(0) else { return nil }
    var cursor = SourceCursor(text)
    cursor.skip { $0 != 0 }
    return cursor.position
  }

  private static func syntaxError(_ error: TOMLParseError) -> ScopingError {
    let begin = error.source.begin
    let position = SourcePosition(line: begin.line, column: begin.column)
    // "Error while parsing SOMETHING: REASON"
    var reason = error.description[...]
    if reason.hasPrefix("Error while parsing"), let colon = reason.firstIndex(of: ":") {
      reason = reason[colon...].dropFirst(2)
    }
    if reason == "could not determine value type" { reason = "expected a value; text needs quotes" }
    return .syntax(reason: PrintableText.escaped(String(reason), limit: 200), at: position)
  }

  private static func entries(
    of table: TOMLTable, at path: SourceMap.Path, _ map: SourceMap
  ) -> [SourceEntry] {
    // Deeper than anything valid: what is there does not matter any more.
    guard path.count < SourceMap.deepest else { return [] }
    return table.map { key, value in
      let path = path + [.key(key)]
      return SourceEntry(key: key, position: map.key(path), value: node(value, at: path, map))
    }
    .sorted { ($0.position, $0.key) < ($1.position, $1.key) }
  }

  private static func node(
    _ value: any TOMLValueConvertible, at path: SourceMap.Path, _ map: SourceMap
  ) -> SourceNode {
    SourceNode(content: content(value, at: path, map), position: map.value(path))
  }

  private static func content(
    _ value: any TOMLValueConvertible, at path: SourceMap.Path, _ map: SourceMap
  ) -> SourceNode.Content {
    switch value.type {
    case .string: .text(value.string ?? "")
    case .table: .table(value.table.map { entries(of: $0, at: path, map) } ?? [])
    case .array: .list(items(of: value.array, at: path, map))
    case .int, .double: .other("a number")
    case .bool: .other("a boolean")
    case .date, .time, .dateTime: .other("a date or time")
    }
  }

  private static func items(
    of list: TOMLArray?, at path: SourceMap.Path, _ map: SourceMap
  ) -> [SourceNode] {
    guard let list, path.count < SourceMap.deepest else { return [] }
    return list.enumerated().map { index, value in
      node(value, at: path + [.item(index)], map)
    }
  }
}
