// SPDX-License-Identifier: Apache-2.0

/// Where the keys and values of secrun.toml stand.
///
/// TOMLKit keeps no positions but those of syntax errors, and a wrong name deserves one too.
struct SourceMap {
  /// One step from a value to a value inside it.
  enum Step: Hashable {
    case key(String)
    case item(Int)
  }

  typealias Path = [Step]

  /// Nothing that secrun.toml may hold is deeper than a variable of a scope, or an item of a list.
  static let deepest = 4

  /// The first string, key or value, that holds a NUL.
  private(set) var firstNul: SourcePosition?
  private var keys: [Path: SourcePosition] = [:]
  private var values: [Path: SourcePosition] = [:]

  /// Where the key that ends the path was first written.
  func key(_ path: Path) -> SourcePosition {
    keys[path] ?? start
  }

  /// Where the value at the path starts; for a table under a header, where the header names it.
  func value(_ path: Path) -> SourcePosition {
    values[path] ?? key(path)
  }

  mutating func note(key path: Path, at position: SourcePosition) {
    guard path.count <= Self.deepest, keys[path] == nil else { return }
    keys[path] = position
  }

  mutating func note(value path: Path, at position: SourcePosition) {
    guard path.count <= Self.deepest else { return }
    values[path] = position
  }

  mutating func note(text: String, at position: SourcePosition) {
    guard firstNul == nil, text.utf8.contains(0) else { return }
    firstNul = position
  }

  private var start: SourcePosition { SourcePosition(line: 1, column: 1) }
}
