// SPDX-License-Identifier: Apache-2.0

/// Finds functions and how many lines each takes, from its `func` to its closing brace.
///
/// Functions are `func`, `init`, `deinit`, `subscript` and computed `var`; a closure belongs to what holds it.
struct FunctionLengths {
  /// A function that was found.
  struct Function: Equatable {
    let name: String
    let line: Int
    let length: Int
  }

  private enum Token: Equatable {
    case word(String)
    case mark(Character)
  }

  private let tokens: [(token: Token, line: Int)]

  /// The functions of a file, in the order in which they start.
  static func functions(in file: SourceFile) -> [Function] {
    let reader = FunctionLengths(lines: file.codeLines)
    return reader.tokens.indices.compactMap { reader.function(at: $0) }
  }

  private init(lines: [Substring]) {
    tokens = lines.enumerated().flatMap { index, line in
      Self.tokens(of: line.utf8).map { ($0, index + 1) }
    }
  }

  private static func tokens(of line: Substring.UTF8View) -> [Token] {
    var tokens: [Token] = []
    var rest = line[...]
    while let byte = rest.first {
      let word = rest.prefix { isWordByte($0) }
      if !word.isEmpty {
        tokens.append(.word(String(decoding: word, as: UTF8.self)))
        rest = rest.dropFirst(word.count)
      } else {
        if byte != UInt8(ascii: " ") { tokens.append(.mark(Character(UnicodeScalar(byte)))) }
        rest = rest.dropFirst()
      }
    }
    return tokens
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 128...:
      true
    default: false
    }
  }

  private func function(at index: Int) -> Function? {
    guard case .word(let keyword) = tokens[index].token else { return nil }
    let before = index > 0 ? tokens[index - 1].token : nil
    if before == .mark(".") { return nil }
    let opening: Int?
    switch keyword {
    case "func", "subscript", "init", "deinit": opening = openingBrace(after: index)
    case "var": opening = openingBraceOfComputed(after: index)
    default: return nil
    }
    guard let opening, let closing = closingBrace(from: opening) else { return nil }
    let start = tokens[index].line
    var name = keyword
    if keyword == "func" || keyword == "var", case .word(let own) = tokens[index + 1].token {
      name = own
    }
    return Function(name: name, line: start, length: tokens[closing].line - start + 1)
  }

  /// The brace that opens the body, unless this is a requirement of a protocol.
  private func openingBrace(after index: Int) -> Int? {
    var depth = 0
    for next in (index + 1)..<tokens.count {
      switch tokens[next].token {
      case .mark("("), .mark("["): depth += 1
      case .mark(")"), .mark("]"): depth -= 1
      case .mark("{") where depth == 0: return next
      case .mark("}") where depth == 0: return nil
      case .word("func"), .word("var"), .word("let"), .word("init"), .word("static"):
        if depth == 0 { return nil }
      default: break
      }
    }
    return nil
  }

  /// The brace that opens the body of a computed property: on its own line, and with no `=` before it.
  private func openingBraceOfComputed(after index: Int) -> Int? {
    var depth = 0
    for next in (index + 1)..<tokens.count {
      switch tokens[next].token {
      case .mark("("), .mark("["): depth += 1
      case .mark(")"), .mark("]"): depth -= 1
      case .mark("{") where depth == 0: return next
      case .mark("=") where depth == 0: return nil
      default: break
      }
      if depth == 0, next + 1 < tokens.count, tokens[next + 1].line > tokens[next].line {
        return nil
      }
    }
    return nil
  }

  private func closingBrace(from opening: Int) -> Int? {
    var depth = 0
    for next in opening..<tokens.count {
      if tokens[next].token == .mark("{") { depth += 1 }
      if tokens[next].token == .mark("}") { depth -= 1 }
      if depth == 0 { return next }
    }
    return nil
  }
}
