// SPDX-License-Identifier: Apache-2.0

/// The scalars inside a value that is a YAML text, such as a kubeconfig or a file of credentials.
///
/// Reads what people and tools write for settings: mappings, lists, quoted and plain scalars on one line, and
/// blocks. A line that is none of these makes the value no YAML.
struct YAMLLeaves {
  private var leaves: [YAMLLeaf] = []
  /// The indent of the line that began a block.
  private var blockIndent: Int?
  /// The lines of the block so far.
  private var block = 0..<0

  /// The scalars that are values, not keys, in the order of the text.
  static func find(_ value: Span<UInt8>, _ range: Range<Int>) -> [YAMLLeaf] {
    guard range.contains(where: { value[$0] == 0x0A }) else { return [] }
    var found = YAMLLeaves()
    var start = range.lowerBound
    while start < range.upperBound {
      let end = (start..<range.upperBound).first { value[$0] == 0x0A } ?? range.upperBound
      guard found.read(value, start..<end) else { return [] }
      start = end + 1
    }
    found.endBlock()
    return found.leaves
  }

  /// Reads one line; false when it is no YAML.
  private mutating func read(_ value: Span<UInt8>, _ line: Range<Int>) -> Bool {
    let text = Blanks.trimmed(value, line)
    let indent = text.lowerBound - line.lowerBound
    if let blockIndent {
      if text.isEmpty || indent > blockIndent {
        block = (block.isEmpty ? line.lowerBound : block.lowerBound)..<line.upperBound
        return true
      }
      endBlock()
    }
    guard let first = text.first, value[first] != UInt8(ascii: "#"), !isMark(value, text) else {
      return true
    }
    return readEntry(value, text, indent)
  }

  private mutating func endBlock() {
    if !block.isEmpty { leaves.append(YAMLLeaf(range: block, style: .block)) }
    blockIndent = nil
    block = 0..<0
  }

  /// `---` and `...`, which stand between documents.
  private func isMark(_ value: Span<UInt8>, _ text: Range<Int>) -> Bool {
    let first = value[text.lowerBound]
    return text.count == 3 && (first == UInt8(ascii: "-") || first == UInt8(ascii: "."))
      && text.allSatisfy { value[$0] == first }
  }

  private mutating func readEntry(
    _ value: Span<UInt8>, _ text: Range<Int>, _ indent: Int
  ) -> Bool {
    var rest = text
    while rest.count > 1, value[rest.lowerBound] == UInt8(ascii: "-"),
      value[rest.lowerBound + 1].isBlank
    {
      rest = Blanks.trimmed(value, rest.lowerBound + 1..<rest.upperBound)
    }
    let isItem = rest.lowerBound > text.lowerBound
    if let colon = endOfKey(value, rest) {
      rest = Blanks.trimmed(value, colon + 1..<rest.upperBound)
    } else if !isItem {
      return false
    }
    readScalar(value, rest, isItem ? indent + 1 : indent)
    return true
  }

  /// The first colon that ends a key: outside of quotes, and before a blank or the end.
  private func endOfKey(_ value: Span<UInt8>, _ text: Range<Int>) -> Int? {
    guard let first = text.first else { return nil }
    let quote = value[first] == UInt8(ascii: "\"") || value[first] == UInt8(ascii: "'")
    var isQuoted = quote
    for place in text.dropFirst() {
      if isQuoted {
        isQuoted = value[place] != value[first]
      } else if value[place] == UInt8(ascii: ":"),
        place + 1 == text.upperBound || value[place + 1].isBlank
      {
        return place
      } else if quote, !value[place].isBlank {
        return nil
      }
    }
    return nil
  }

  private mutating func readScalar(_ value: Span<UInt8>, _ text: Range<Int>, _ indent: Int) {
    guard let first = text.first else { return }
    switch value[first] {
    case UInt8(ascii: "|"), UInt8(ascii: ">"): blockIndent = indent
    case UInt8(ascii: "!"), UInt8(ascii: "&"):
      // A tag or an anchor stands before the scalar.
      let blank = text.first { value[$0].isBlank } ?? text.upperBound
      readScalar(value, Blanks.trimmed(value, blank..<text.upperBound), indent)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let end = text.last { value[$0] == value[first] } ?? first
      let isSingle = value[first] == UInt8(ascii: "'")
      guard end > first else { return }
      leaves.append(
        YAMLLeaf(range: first + 1..<end, style: isSingle ? .singleQuoted : .doubleQuoted))
    default:
      let comment = text.dropFirst().first {
        value[$0] == UInt8(ascii: "#") && value[$0 - 1].isBlank
      }
      let range = Blanks.trimmed(value, first..<(comment ?? text.upperBound))
      leaves.append(YAMLLeaf(range: range, style: .plain))
    }
  }
}
