// SPDX-License-Identifier: Apache-2.0

/// A file as a commit changed it against its parents.
struct HistoryChange: Equatable {
  /// The objects that the parents have in this place; a row of zeroes is none.
  let old: [String]
  /// The object that the commit has there.
  let new: String
  let path: [UInt8]
}

/// Reads what `git log` and `git diff` put out with `--raw -z` (git-diff(1), "Raw output format").
struct HistoryChanges: ~Copyable {
  /// What `--format` is to say, so that each commit begins with a byte that nothing else begins with.
  static let format = "--format=%x02%H%x02%an%x02%as"

  enum Item: Equatable {
    case commit(Commit)
    case change(HistoryChange)
  }

  private var tokens: GitTokens

  init(_ tokens: consuming GitTokens) { self.tokens = tokens }

  /// The next commit or change; changes follow their commit.
  mutating func next() throws(ScanError) -> Item? {
    while let token = try tokens.next() {
      let text = token.drop { $0 == UInt8(ascii: "\n") }
      guard let first = text.first else { continue }
      if first == 2 { return .commit(try Self.commit(text)) }
      guard first == UInt8(ascii: ":"), let path = try tokens.next() else {
        throw .unexpectedOutput(of: "git log")
      }
      return .change(try Self.change(text, path))
    }
    return nil
  }

  consuming func finish() throws(ScanError) { try tokens.finish() }

  private static func commit(_ text: ArraySlice<UInt8>) throws(ScanError) -> Commit {
    let parts = text.split(separator: 2, omittingEmptySubsequences: false)
    guard parts.count >= 4 else { throw .unexpectedOutput(of: "git log") }
    let author = Array(parts[2..<parts.count - 1].joined())
    return Commit(
      id: String(decoding: parts[1], as: UTF8.self),
      author: String(decoding: author, as: UTF8.self),
      date: String(decoding: parts[parts.count - 1], as: UTF8.self))
  }

  /// `:100644 100644 OLD NEW M`, with one more colon, mode and object for each further parent.
  private static func change(
    _ text: ArraySlice<UInt8>, _ path: [UInt8]
  ) throws(ScanError) -> HistoryChange {
    let parents = text.prefix { $0 == UInt8(ascii: ":") }.count
    let words = text.dropFirst(parents).split(separator: UInt8(ascii: " "))
    guard words.count == 2 * parents + 3 else { throw .unexpectedOutput(of: "git log") }
    let objects = words[(parents + 1)...].prefix(parents + 1).map {
      String(decoding: $0, as: UTF8.self)
    }
    return HistoryChange(
      old: Array(objects.dropLast()), new: objects[parents], path: path)
  }
}
