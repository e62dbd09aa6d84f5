// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// An assignment as a dialect understands it.
struct DialectEntry {
  /// Where its name stands.
  let name: Range<Int>
  /// Its value; nil for a name without an equals sign.
  let value: SharedSecret?
  /// Whether no dollar in it may be expanded, because single quotes hold it.
  let isLiteral: Bool
  /// The bytes of the whole assignment.
  let range: Range<Int>

  init(name: Range<Int>, value: SharedSecret?, isLiteral: Bool = false, range: Range<Int>) {
    self.name = name
    self.value = value
    self.isLiteral = isLiteral
    self.range = range
  }
}

/// What a dialect's reader made of a text: assignments in order, in the text as that tool sees it.
struct DialectReading {
  /// The text that the entries' offsets belong to: some tools change line ends or bytes before they read.
  let text: DialectText
  var entries: [DialectEntry] = []
}

/// What a reader is told.
struct DialectOptions {
  var expansion = Expansion.asTheTool
  /// False for the lint, whose outcomes must depend on the text alone.
  var readsEnvironment = true
  /// What becomes of bare names; nil is as the tool does.
  var bareName: BareName?

  var expands: Bool { expansion != .never }
}
