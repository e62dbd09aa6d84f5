// SPDX-License-Identifier: Apache-2.0

/// A name, or a pattern in which `*` stands for any bytes and `?` for one byte.
///
/// Nothing else is special, and nothing that a name cannot hold is allowed. It matches bytes, from
/// end to end and with case, since an inherited variable's name need not be valid UTF-8. A match
/// takes one step for each byte of the name, whatever the pattern.
package struct Glob: Hashable, Sendable {
  /// The pattern as it was written.
  package let text: String
  /// Nil for a plain name.
  private let automaton: GlobAutomaton?

  /// Reads a pattern; throws `invalidName` without a position.
  package init(_ text: String) throws(ScopingError) {
    guard NameKind.glob.allows(text) else {
      throw .invalidName(PrintableText.escaped(text), .glob, at: nil)
    }
    self.init(valid: text)
  }

  /// Takes a pattern that is known to be valid.
  init(valid text: String) {
    self.text = text
    automaton = text.utf8.contains(where: NameKind.isWildcard) ? GlobAutomaton(text.utf8) : nil
  }

  /// Whether this is one name, without wildcards.
  package var isPlain: Bool { automaton == nil }

  /// Whether the whole name matches.
  package func matches(_ name: String) -> Bool {
    matches(name.utf8)
  }

  /// Whether the whole name matches, as bytes that need not be UTF-8.
  package func matches(_ name: some Sequence<UInt8>) -> Bool {
    guard let automaton else { return text.utf8.elementsEqual(name) }
    var states = automaton.start
    for byte in name {
      states = automaton.states(after: byte, from: states)
      if states == 0 { return false }
    }
    return automaton.accepts(states)
  }

  /// Whether the whole name matches, as bytes that need not be UTF-8, without a copy.
  package func matches(_ name: Span<UInt8>) -> Bool {
    guard let automaton else {
      guard text.utf8.count == name.count else { return false }
      return zip(name.indices, text.utf8).allSatisfy { name[$0] == $1 }
    }
    var states = automaton.start
    for index in name.indices {
      states = automaton.states(after: name[index], from: states)
      if states == 0 { return false }
    }
    return automaton.accepts(states)
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Hashes the text.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(text)
  }
}
