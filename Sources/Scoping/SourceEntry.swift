// SPDX-License-Identifier: Apache-2.0

/// A key of a table, where it was first written, and its value.
struct SourceEntry {
  let key: String
  let position: SourcePosition
  let value: SourceNode
}
