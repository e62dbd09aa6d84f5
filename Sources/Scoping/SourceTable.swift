// SPDX-License-Identifier: Apache-2.0

/// A table of secrun.toml while it grows, with TOML's rules for what may be said where.
///
/// A key has one value, a header opens a table once, an inline table is complete, and a dotted key
/// adds only to tables that dotted keys made.
final class SourceTable {
  /// How a table came to be, which decides what may still be added.
  enum Origin {
    /// A header names it.
    case header
    /// A header names a table inside it; its own header may follow.
    case passedThrough
    /// Dotted keys made it.
    case dots
    /// It was written in braces.
    case inline
  }

  /// The entries in the order in which they were first written.
  private(set) var entries: [SourceEntry] = []
  /// Where keys stand, once there are more than a few.
  private var places: [String: Int] = [:]
  private var origin: Origin

  private static let fewEntries = 16

  init(_ origin: Origin) {
    self.origin = origin
  }

  /// Adds a value under a new key.
  func add(_ key: SourceKey, _ value: SourceNode) throws(ScopingError) {
    guard existing(key) == nil else { throw defined(key) }
    entries.append(SourceEntry(key: key.name, position: key.position, value: value))
    // A few keys are found as fast without a dictionary, whose first use costs a start more than the file.
    if entries.count == Self.fewEntries {
      for (place, entry) in entries.enumerated() { places[entry.key] = place }
    } else if entries.count > Self.fewEntries {
      places[key.name] = entries.count - 1
    }
  }

  /// The table that a header names with the last part of its key.
  func opened(_ key: SourceKey) throws(ScopingError) -> SourceTable {
    guard let entry = existing(key) else { return try made(key, .header) }
    guard case .table(let table) = entry.value.content, table.origin == .passedThrough else {
      throw defined(key)
    }
    table.origin = .header
    return table
  }

  /// The table that a header passes through.
  func passed(_ key: SourceKey) throws(ScopingError) -> SourceTable {
    guard let entry = existing(key) else { return try made(key, .passedThrough) }
    guard case .table(let table) = entry.value.content, table.origin != .inline else {
      throw defined(key)
    }
    return table
  }

  /// The table that a dotted key goes into.
  func dotted(_ key: SourceKey) throws(ScopingError) -> SourceTable {
    guard let entry = existing(key) else { return try made(key, .dots) }
    guard case .table(let table) = entry.value.content, table.origin == .dots else {
      throw defined(key)
    }
    return table
  }

  private func existing(_ key: SourceKey) -> SourceEntry? {
    guard entries.count < Self.fewEntries else { return places[key.name].map { entries[$0] } }
    return entries.first { $0.key == key.name }
  }

  private func made(_ key: SourceKey, _ origin: Origin) throws(ScopingError) -> SourceTable {
    let table = SourceTable(origin)
    try add(key, SourceNode(content: .table(table), position: key.position))
    return table
  }

  private func defined(_ key: SourceKey) -> ScopingError {
    let name = PrintableText.escaped(key.name)
    let line = existing(key)?.position.line ?? key.position.line
    return .syntax(reason: "'\(name)' is defined already, on line \(line)", at: key.position)
  }
}
