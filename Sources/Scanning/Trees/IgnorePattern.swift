// SPDX-License-Identifier: Apache-2.0

/// One line of a `.gitignore` (gitignore(5), "Pattern format").
///
/// Matching takes time in proportion to the product of both lengths, whatever the line says.
package struct IgnorePattern: Equatable, Sendable {
  private enum Part: Equatable, Sendable {
    /// `**`: any number of folders.
    case folders
    /// A name with wildcards.
    case name([Piece])
  }

  private enum Piece: Equatable, Sendable {
    case byte(UInt8)
    case any
    case star
    case set([ClosedRange<UInt8>], isInverted: Bool)

    func matches(_ byte: UInt8) -> Bool {
      switch self {
      case .byte(let own): own == byte
      case .any: true
      case .star: false
      case .set(let ranges, let isInverted): ranges.contains { $0.contains(byte) } != isInverted
      }
    }
  }

  /// Whether the line begins with `!` and takes back what an earlier one ignores.
  package let isNegated: Bool
  private let isFolderOnly: Bool
  private let parts: [Part]

  /// Reads a line; nil when it says nothing.
  package init?(_ line: some Sequence<UInt8>) {
    var line = Self.withoutBlanksAtEnd(Array(line))[...]
    guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
    isNegated = first == UInt8(ascii: "!")
    if isNegated { line = line.dropFirst() }
    isFolderOnly = line.last == UInt8(ascii: "/")
    while line.last == UInt8(ascii: "/") { line = line.dropLast() }
    let isAnchored = line.contains(UInt8(ascii: "/"))
    if line.first == UInt8(ascii: "/") { line = line.dropFirst() }
    guard !line.isEmpty else { return nil }
    let names = line.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let parts = names.map { name -> Part in
      name.elementsEqual("**".utf8) ? .folders : .name(Self.pieces(name))
    }
    self.parts = isAnchored ? parts : [.folders] + parts
  }

  /// Whether a path, given by its names from the pattern's own folder on, is meant.
  package func matches(_ path: [[UInt8]], isFolder: Bool) -> Bool {
    guard isFolder || !isFolderOnly, !path.isEmpty else { return false }
    // reachable[i]: the parts so far can stand for the first i names.
    var reachable = [true] + [Bool](repeating: false, count: path.count)
    for (index, part) in parts.enumerated() {
      var next = [Bool](repeating: false, count: path.count + 1)
      switch part {
      case .folders:
        // At the end it means what is inside, so at least one name.
        let least = index == parts.count - 1 && index > 0 ? 1 : 0
        guard let first = reachable.firstIndex(of: true) else { return false }
        for count in min(first + least, path.count + 1)..<(path.count + 1) { next[count] = true }
      case .name(let pieces):
        for count in 0..<path.count where reachable[count] {
          next[count + 1] = Self.matches(path[count], pieces)
        }
      }
      reachable = next
    }
    return reachable[path.count]
  }

  private static func matches(_ name: [UInt8], _ pieces: [Piece]) -> Bool {
    var (place, piece) = (0, 0)
    // Where to go on when what follows the last star does not fit.
    var retry: (place: Int, piece: Int)?
    while place < name.count {
      if piece < pieces.count, pieces[piece] == .star {
        retry = (place, piece + 1)
        piece += 1
      } else if piece < pieces.count, pieces[piece].matches(name[place]) {
        place += 1
        piece += 1
      } else if let last = retry {
        retry = (last.place + 1, last.piece)
        (place, piece) = (last.place + 1, last.piece)
      } else {
        return false
      }
    }
    return pieces[piece...].allSatisfy { $0 == .star }
  }

  private static func withoutBlanksAtEnd(_ line: [UInt8]) -> [UInt8] {
    var line = line
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    while line.last == UInt8(ascii: " ") {
      guard line.count < 2 || line[line.count - 2] != UInt8(ascii: "\\") else { break }
      line.removeLast()
    }
    return line
  }

  private static func pieces(_ name: ArraySlice<UInt8>) -> [Piece] {
    var pieces: [Piece] = []
    var rest = name
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"): pieces.append(.byte(rest.popFirst() ?? byte))
      case UInt8(ascii: "?"): pieces.append(.any)
      case UInt8(ascii: "*"): if pieces.last != .star { pieces.append(.star) }
      case UInt8(ascii: "["): pieces.append(set(&rest) ?? .set([], isInverted: false))
      default: pieces.append(.byte(byte))
      }
    }
    return pieces
  }

  /// Reads a set up to its bracket; nil when there is none, and then git matches nothing.
  private static func set(_ rest: inout ArraySlice<UInt8>) -> Piece? {
    var inner = rest
    let isInverted = inner.first == UInt8(ascii: "!") || inner.first == UInt8(ascii: "^")
    if isInverted { inner.removeFirst() }
    var ranges: [ClosedRange<UInt8>] = []
    while var low = inner.popFirst() {
      if low == UInt8(ascii: "]"), !ranges.isEmpty {
        rest = inner
        return .set(ranges, isInverted: isInverted)
      }
      if low == UInt8(ascii: "\\") { low = inner.popFirst() ?? low }
      var high = low
      if inner.first == UInt8(ascii: "-"), let end = inner.dropFirst().first,
        end != UInt8(ascii: "]")
      {
        inner = inner.dropFirst(2)
        high = end
      }
      ranges.append(min(low, high)...max(low, high))
    }
    return nil
  }
}
