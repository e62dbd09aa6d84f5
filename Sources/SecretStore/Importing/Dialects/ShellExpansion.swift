// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The shell's parameter expansion, as far as it needs no command.
extension ShellReader {
  /// Reads what a dollar begins.
  mutating func readDollar(
    into value: inout GrowingValue, inQuotes: Bool, splits: Bool
  ) throws(ImportError) {
    let start = offset
    let next = text[offset + 1] ?? 0
    guard options.expands || next == UInt8(ascii: "(") else {
      try value.append(UInt8(ascii: "$"))
      offset += 1
      return
    }
    switch next {
    case UInt8(ascii: "("): throw text.error(.commandSubstitution, at: start)
    case UInt8(ascii: "{"): try readBraces(into: &value, inQuotes: inQuotes, splits: splits)
    case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "@"), UInt8(ascii: "*"): offset += 2
    case UInt8(ascii: "#"):
      try value.append(UInt8(ascii: "0"))
      offset += 2
    case UInt8(ascii: "0"), UInt8(ascii: "$"), UInt8(ascii: "?"), UInt8(ascii: "!"),
      UInt8(ascii: "-"):
      throw text.error(.unsupportedExpansion, at: start)
    case UInt8(ascii: "'") where !inQuotes, UInt8(ascii: "\"") where !inQuotes:
      // bash and dash read these in different ways.
      throw text.error(.unsupportedExpansion, at: start)
    case UInt8(ascii: "\\") where text[start + 2] == UInt8(ascii: "\n"):
      // The next line goes on with the name.
      throw text.error(.unsupportedExpansion, at: start)
    case let byte where NameRules.isNameByte(byte):
      let end = text.skip(start + 1, while: NameRules.isNameByte)
      if text.isAt("\\\n", end) { throw text.error(.unsupportedExpansion, at: start) }
      offset = end
      if let found = try lookUp(start + 1..<end) {
        try append(found, to: &value, splits: splits && !inQuotes, at: start)
      }
    default:
      try value.append(UInt8(ascii: "$"))
      offset += 1
    }
  }

  private func lookUp(_ range: Range<Int>) throws(ImportError) -> SharedSecret? {
    guard let name = text.bytes.secretName(range) else { return nil }
    return try lookUp(name)
  }

  /// What the file has set, else what the environment holds.
  func lookUp(_ name: String) throws(ImportError) -> SharedSecret? {
    if let value = variables.inFile(name) { return value }
    return try variables.inEnvironment(name)
  }

  private func append(
    _ found: SharedSecret, to value: inout GrowingValue, splits: Bool, at start: Int
  ) throws(ImportError) {
    if splits {
      for index in 0..<found.bytes.count where " \t\n*?[".utf8.contains(found.bytes[index]) {
        throw text.error(.unsupportedExpansion, at: start)
      }
    }
    try value.append(found.bytes)
  }

  /// Reads `${NAME}`, or one with `-`, `+`, `?` or `=` and a word.
  private mutating func readBraces(
    into value: inout GrowingValue, inQuotes: Bool, splits: Bool
  ) throws(ImportError) {
    let start = offset
    var end = text.skip(start + 2, while: NameRules.isNameByte)
    guard end > start + 2, text[start + 2] != UInt8(ascii: "0") else {
      throw text.error(.unsupportedExpansion, at: start)
    }
    let name = start + 2..<end
    var found = try lookUp(name)
    if text[end] == UInt8(ascii: "}") {
      offset = end + 1
      if let found { try append(found, to: &value, splits: splits && !inQuotes, at: start) }
      return
    }
    if text[end] == UInt8(ascii: ":") {
      end += 1
      if found?.bytes.count == 0 { found = nil }
    }
    guard let sign = text[end], "-+?=".utf8.contains(sign) else {
      throw text.error(.unsupportedExpansion, at: start)
    }
    offset = end + 1
    let takesWord = (sign == UInt8(ascii: "+")) == (found != nil)
    var word = try GrowingValue(at: text.position(of: start))
    if !takesWord { unusedDepth += 1 }
    try readBraceWord(into: &word, inQuotes: inQuotes, start)
    if !takesWord { unusedDepth -= 1 }
    if takesWord {
      if sign == UInt8(ascii: "?") || sign == UInt8(ascii: "="), unusedDepth == 0 {
        throw text.error(
          sign == UInt8(ascii: "?")
            ? .variableNeeded(text.bytes.secretName(name)) : .unsupportedExpansion, at: start)
      }
      try append(
        SharedSecret(word.finish()), to: &value, splits: splits && !inQuotes, at: start)
    } else if let found, sign != UInt8(ascii: "+") {
      try append(found, to: &value, splits: splits && !inQuotes, at: start)
    }
  }

  /// Reads the word of an expansion up to its closing brace.
  private mutating func readBraceWord(
    into word: inout GrowingValue, inQuotes: Bool, _ start: Int
  ) throws(ImportError) {
    if !inQuotes, text[offset] == UInt8(ascii: "~") {
      try readTilde(into: &word, inBraces: true)
    }
    while let byte = text[offset] {
      switch byte {
      case UInt8(ascii: "}"):
        offset += 1
        return
      case UInt8(ascii: "`"): throw text.error(.commandSubstitution, at: offset)
      case UInt8(ascii: "$"): try readDollar(into: &word, inQuotes: inQuotes, splits: false)
      case UInt8(ascii: "\\"):
        if inQuotes {
          try readQuotedBackslash(into: &word, also: "}")
        } else {
          try readBackslash(into: &word)
        }
      case UInt8(ascii: "'") where !inQuotes: try readSingleQuoted(into: &word)
      case UInt8(ascii: "\""), UInt8(ascii: "{"):
        throw text.error(.unsupportedExpansion, at: offset)
      default:
        try word.append(byte)
        offset += 1
      }
    }
    throw text.error(.unterminatedQuote, at: start)
  }
}
