// SPDX-License-Identifier: Apache-2.0

/// Files below a folder, by a pattern such as `agent/**/*.py`.
///
/// In a name `*` stands for any characters and `?` for one, also at its beginning; a name that is `**` stands for
/// any number of folders, none included. A walk through a folder carries a state, one bit for each name of the
/// pattern, and so enters only folders that can hold a match.
package struct PathPattern: Hashable, Sendable {
  /// What has been matched so far: bit `i` says that the first `i` names have.
  package typealias State = UInt64

  private enum Part: Hashable, Sendable {
    case name([UInt8])
    case folders
  }

  /// The pattern as it was written.
  package let text: String
  private let parts: [Part]

  /// The most names in a pattern.
  private static let limit = 32

  /// Reads a pattern; nil when it is absolute, empty in a part, leads upwards, or is too long.
  package init?(_ text: String) {
    let words = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let names = words.first == "." ? Array(words.dropFirst()) : words
    guard !names.isEmpty, names.count <= Self.limit, text.utf8.count <= 1024,
      !names.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." })
    else { return nil }
    self.text = text
    parts = names.map { $0 == "**" ? .folders : .name(Array($0.utf8)) }
  }

  /// Whether it is the path of one file, without wildcards.
  package var isPlain: Bool { !text.utf8.contains(where: NameKind.isWildcard) }

  /// Before any name.
  package var start: State { closure(of: 1) }

  /// The state behind one more name of a path.
  package func state(after name: String, from state: State) -> State {
    let bytes = Array(name.utf8)
    var next: State = 0
    for (index, part) in parts.enumerated() where state & 1 << UInt64(index) != 0 {
      switch part {
      case .folders: next |= 1 << UInt64(index)
      case .name(let pattern):
        if Self.matches(bytes, pattern) { next |= 1 << UInt64(index + 1) }
      }
    }
    return closure(of: next)
  }

  /// Whether a path that led to this state matches.
  package func accepts(_ state: State) -> Bool { state & final != 0 }

  /// Whether a folder that led to this state can hold a match.
  package func continues(_ state: State) -> Bool { state & (final - 1) != 0 }

  /// Whether a whole path matches.
  package func matches(_ path: String) -> Bool {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    return accepts(names.reduce(start) { state(after: String($1), from: $0) })
  }

  private var final: State { 1 << UInt64(parts.count) }

  /// Adds what is reached by letting `**` stand for no folder; as the last name it stands for files too.
  private func closure(of state: State) -> State {
    var state = state
    for (index, part) in parts.enumerated() where state & 1 << UInt64(index) != 0 {
      if part == .folders { state |= 1 << UInt64(index + 1) }
    }
    return state
  }

  /// Goes back to the last star only, so that a name of n bytes takes at most n steps for each byte of the pattern.
  private static func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
    var (position, index) = (0, 0)
    var star: (index: Int, position: Int)?
    while position < name.count {
      if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
        star = (index, position)
        index += 1
      } else if index < pattern.count,
        pattern[index] == UInt8(ascii: "?") || pattern[index] == name[position]
      {
        index += 1
        position += 1
      } else if let last = star {
        star = (last.index, last.position + 1)
        index = last.index + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[index...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
