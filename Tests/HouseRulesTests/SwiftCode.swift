// SPDX-License-Identifier: Apache-2.0

/// Takes comments and the content of literals out of Swift text and keeps every line where it was.
///
/// Code inside an interpolation stays. This knows as much of Swift's grammar as the house rules need.
struct SwiftCode {
  private let text: [UInt8]
  private var position = 0
  private var code: [UInt8] = []

  /// The code of `text`.
  static func code(of text: String) -> String {
    var reader = SwiftCode(text: Array(text.utf8))
    reader.readCode(untilParenthesis: false)
    return String(decoding: reader.code, as: UTF8.self)
  }

  private init(text: [UInt8]) {
    self.text = text
  }

  private func looking(at word: StaticString) -> Bool {
    let bytes = Array(word.description.utf8)
    return text.dropFirst(position).prefix(bytes.count).elementsEqual(bytes)
  }

  /// Leaves out `count` bytes, but no line ends.
  private mutating func skip(_ count: Int) {
    for byte in text.dropFirst(position).prefix(count) where byte == 10 { code.append(byte) }
    position += count
  }

  private mutating func readCode(untilParenthesis: Bool) {
    var depth = 0
    while position < text.count {
      let byte = text[position]
      if looking(at: "//") {
        while position < text.count, text[position] != 10 { position += 1 }
      } else if looking(at: "/*") {
        readComment()
      } else if let hashes = literalHashes() {
        readLiteral(hashes: hashes)
      } else if byte == UInt8(ascii: "`") {
        readQuotedName()
      } else {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        code.append(byte)
        position += 1
        if untilParenthesis, depth < 0 { return }
      }
    }
  }

  private mutating func readComment() {
    var depth = 0
    repeat {
      if looking(at: "/*") {
        depth += 1
        skip(2)
      } else if looking(at: "*/") {
        depth -= 1
        skip(2)
      } else {
        skip(1)
      }
    } while depth > 0 && position < text.count
  }

  /// A name between backticks may hold anything, even braces.
  private mutating func readQuotedName() {
    code.append(UInt8(ascii: "_"))
    skip(1)
    while position < text.count, text[position] != UInt8(ascii: "`") { skip(1) }
    skip(1)
  }

  /// How many `#` open the string literal that starts here; nil when none does.
  private func literalHashes() -> Int? {
    let hashes = text[position...].prefix { $0 == UInt8(ascii: "#") }.count
    let quote = position + hashes
    return quote < text.count && text[quote] == UInt8(ascii: "\"") ? hashes : nil
  }

  private mutating func readLiteral(hashes: Int) {
    let raw = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
    skip(hashes)
    let quotes = looking(at: "\"\"\"") ? 3 : 1
    skip(quotes)
    code.append(UInt8(ascii: "\""))
    let end = [UInt8](repeating: UInt8(ascii: "\""), count: quotes) + raw
    let escape = [UInt8(ascii: "\\")] + raw
    while position < text.count {
      let rest = text[position...]
      if rest.starts(with: end) {
        skip(end.count)
        break
      }
      guard rest.starts(with: escape) else {
        skip(1)
        continue
      }
      skip(escape.count)
      if looking(at: "(") {
        skip(1)
        code.append(UInt8(ascii: "("))
        readCode(untilParenthesis: true)
      } else {
        skip(1)
      }
    }
    code.append(UInt8(ascii: "\""))
  }
}
