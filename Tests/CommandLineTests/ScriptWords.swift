// SPDX-License-Identifier: Apache-2.0

/// The words of a script line, split as a simple shell does, and kept as bytes.
///
/// `'…'` is literal; in `"…"` and outside quotes `$NAME` is a variable of the script (never of the
/// environment) and a backslash escapes: `\n`, `\t`, `\r`, `\0`, `\xHH`, and any other character for itself.
/// A `#` that starts a word starts a comment.
struct ScriptWords {
  private var rest: ArraySlice<UInt8>
  private var words: [[UInt8]] = []
  private var word: [UInt8]?
  private let variables: [String: [UInt8]]

  /// The words of `text`; fails on an open quote and on a variable that the script does not have.
  static func split(
    _ text: String, variables: [String: [UInt8]] = [:]
  ) throws(ScriptFailure) -> [[UInt8]] {
    var splitter = ScriptWords(rest: Array(text.utf8)[...], variables: variables)
    try splitter.splitAll()
    return splitter.words
  }

  private init(rest: ArraySlice<UInt8>, variables: [String: [UInt8]]) {
    self.rest = rest
    self.variables = variables
  }

  private mutating func splitAll() throws(ScriptFailure) {
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): endWord()
      case UInt8(ascii: "#") where word == nil: rest = []
      case UInt8(ascii: "'"): try takeLiteral()
      case UInt8(ascii: "\""): try takeQuoted()
      default: try takeExpanded(byte)
      }
    }
    endWord()
  }

  private mutating func endWord() {
    if let word { words.append(word) }
    word = nil
  }

  private mutating func append(_ bytes: some Sequence<UInt8>) {
    word = (word ?? []) + bytes
  }

  private mutating func takeLiteral() throws(ScriptFailure) {
    guard let end = rest.firstIndex(of: UInt8(ascii: "'")) else {
      throw ScriptFailure("a ' is not closed")
    }
    append(rest[..<end])
    rest = rest[(end + 1)...]
  }

  private mutating func takeQuoted() throws(ScriptFailure) {
    append([])
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") { return }
      try takeExpanded(byte)
    }
    throw ScriptFailure("a \" is not closed")
  }

  private mutating func takeExpanded(_ byte: UInt8) throws(ScriptFailure) {
    switch byte {
    case UInt8(ascii: "$"): try takeVariable()
    case UInt8(ascii: "\\"): try takeEscape()
    default: append([byte])
    }
  }

  private mutating func takeVariable() throws(ScriptFailure) {
    let braced = rest.first == UInt8(ascii: "{")
    if braced { rest.removeFirst() }
    let end = rest.firstIndex { !Self.isNameByte($0) } ?? rest.endIndex
    let name = String(decoding: rest[..<end], as: UTF8.self)
    rest = rest[end...]
    if braced { _ = rest.popFirst() }
    guard let value = variables[name] else {
      throw ScriptFailure("the script has no variable $\(name); write '$\(name)' for the text")
    }
    append(value)
  }

  private mutating func takeEscape() throws(ScriptFailure) {
    guard let byte = rest.popFirst() else { throw ScriptFailure("a \\ ends the line") }
    switch byte {
    case UInt8(ascii: "n"): append([10])
    case UInt8(ascii: "t"): append([9])
    case UInt8(ascii: "r"): append([13])
    case UInt8(ascii: "0"): append([0])
    case UInt8(ascii: "x"):
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard digits.count == 2, let value = UInt8(digits, radix: 16) else {
        throw ScriptFailure("\\x needs two digits")
      }
      rest = rest.dropFirst(2)
      append([value])
    default: append([byte])
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
