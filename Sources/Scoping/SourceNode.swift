// SPDX-License-Identifier: Apache-2.0

/// A value of secrun.toml together with its place.
struct SourceNode {
  /// What a value is, as far as secrun.toml cares.
  enum Content {
    case text(String)
    case list([SourceNode])
    case table([SourceEntry])
    /// A number, a boolean or a date, under that name.
    case other(String)
  }

  let content: Content
  let position: SourcePosition

  /// The type in words, for messages.
  var kind: String {
    switch content {
    case .text: "text"
    case .list: "a list"
    case .table: "a table"
    case .other(let name): name
    }
  }
}

/// A key of a table, its place, and its value.
struct SourceEntry {
  let key: String
  let position: SourcePosition
  let value: SourceNode
}
