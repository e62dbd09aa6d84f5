// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The words of a shell: quotes, backslashes, tildes.
extension ShellReader {
  /// Reads a word to its end.
  ///
  /// With `splits` the shell may cut what an expansion yields into fields, so a blank or a pattern in it is an error.
  mutating func readWord(
    into value: inout GrowingValue, isAssignment: Bool, splits: Bool
  ) throws(ImportError) {
    var mayBeTilde = true
    while let byte = text[offset] {
      switch byte {
      case 0x20, 0x09, 0x0A, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"): return
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"):
        throw text.error(.command, at: offset)
      case UInt8(ascii: "~") where mayBeTilde: try readTilde(into: &value, inBraces: false)
      case UInt8(ascii: "'"): try readSingleQuoted(into: &value)
      case UInt8(ascii: "\""): try readDoubleQuoted(into: &value)
      case UInt8(ascii: "`"): throw text.error(.commandSubstitution, at: offset)
      case UInt8(ascii: "\\"):
        let joinsLines = text.isAt("\\\n", offset)
        try readBackslash(into: &value)
        if joinsLines { continue }
      case UInt8(ascii: "$"):
        try readDollar(into: &value, inQuotes: false, splits: splits)
      default:
        try value.append(byte)
        offset += 1
      }
      mayBeTilde = isAssignment && byte == UInt8(ascii: ":")
    }
  }

  mutating func readSingleQuoted(into value: inout GrowingValue) throws(ImportError) {
    guard let end = text.first("'", from: offset + 1) else {
      throw text.error(.unterminatedQuote, at: offset)
    }
    try value.append(text.bytes, offset + 1..<end)
    offset = end + 1
  }

  private mutating func readDoubleQuoted(into value: inout GrowingValue) throws(ImportError) {
    let opening = offset
    offset += 1
    while let byte = text[offset] {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return
      case UInt8(ascii: "`"): throw text.error(.commandSubstitution, at: offset)
      case UInt8(ascii: "$"): try readDollar(into: &value, inQuotes: true, splits: false)
      case UInt8(ascii: "\\"): try readQuotedBackslash(into: &value, also: "\"")
      default:
        try value.append(byte)
        offset += 1
      }
    }
    throw text.error(.unterminatedQuote, at: opening)
  }

  /// A backslash outside of quotes makes any character ordinary and joins lines.
  mutating func readBackslash(into value: inout GrowingValue) throws(ImportError) {
    guard let next = text[offset + 1] else {
      try value.append(UInt8(ascii: "\\"))
      offset += 1
      return
    }
    if next != UInt8(ascii: "\n") { try value.append(next) }
    offset += 2
  }

  /// A backslash in double quotes does so for a few characters only.
  mutating func readQuotedBackslash(
    into value: inout GrowingValue, also extra: Unicode.Scalar
  ) throws(ImportError) {
    switch text[offset + 1] {
    case UInt8(ascii: "\n"): offset += 2
    case .some(let next)
    where "$`\\".utf8.contains(next) || next == UInt8(ascii: "\"") || next == UInt8(ascii: extra):
      try value.append(next)
      offset += 2
    default:
      try value.append(UInt8(ascii: "\\"))
      offset += 1
    }
  }

  /// A tilde that stands for the home folder; that of another user would have to be asked for.
  mutating func readTilde(
    into value: inout GrowingValue, inBraces: Bool
  ) throws(ImportError) {
    switch text[offset + 1] {
    // Only within braces a brace ends the name of a user.
    case UInt8(ascii: "}") where !inBraces: throw text.error(.unsupportedExpansion, at: offset)
    case nil, 0x20, 0x09, 0x0A, UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ";"),
      UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "}"):
      if !options.readsEnvironment {
        // Whatever it is, it is no tilde.
        try value.append(0)
      } else if options.expands, let home = try lookUp("HOME") {
        try value.append(home.bytes)
      } else {
        try value.append(UInt8(ascii: "~"))
      }
      offset += 1
    default: throw text.error(.unsupportedExpansion, at: offset)
    }
  }
}
