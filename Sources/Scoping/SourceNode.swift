// SPDX-License-Identifier: Apache-2.0

/// A value of a TOML file together with its place.
struct SourceNode {
  /// What a value is, as far as secrun cares.
  enum Content {
    case text(String)
    case list([SourceNode])
    case table(SourceTable)
    /// A whole number in decimal digits.
    case number(Int)
    case boolean(Bool)
    /// What no key takes so far, in words.
    case other(String)
  }

  let content: Content
  let position: SourcePosition

  /// The type in words, for messages.
  var kind: String {
    switch content {
    case .text: "a text"
    case .list: "a list"
    case .table: "a table"
    case .number: "a number"
    case .boolean: "a boolean"
    case .other(let name): name
    }
  }
}
