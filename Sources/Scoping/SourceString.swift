// SPDX-License-Identifier: Apache-2.0

/// A TOML string, read where a cursor stands at its opening quote.
///
/// Only for text that toml++ has accepted: what is malformed is passed over, never reported.
struct SourceString {
  /// The text with its escapes resolved.
  let text: String

  init(_ cursor: inout SourceCursor) {
    let quote: Unicode.Scalar = cursor.next == UInt8(ascii: "'") ? "'" : "\""
    let triple = String(repeating: Character(quote), count: 3)
    let isLong = cursor.sees(triple)
    for _ in 0..<(isLong ? 3 : 1) { cursor.take() }
    var bytes: [UInt8] = []
    while let byte = cursor.next {
      if byte == UInt8(ascii: quote), !isLong || cursor.sees(triple) { break }
      cursor.take()
      if byte == UInt8(ascii: "\\"), quote == "\"" {
        bytes += Self.escape(&cursor)
      } else {
        bytes.append(byte)
      }
    }
    // A long string may end with up to two quotes of its own before the three that close it.
    while isLong, cursor.sees(triple + String(quote)), cursor.take(quote) {
      bytes.append(UInt8(ascii: quote))
    }
    for _ in 0..<(isLong ? 3 : 1) { cursor.take() }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// What an escape stands for, the cursor being behind its backslash.
  private static func escape(_ cursor: inout SourceCursor) -> [UInt8] {
    switch cursor.take() {
    case UInt8(ascii: "u"): scalar(&cursor, digits: 4)
    case UInt8(ascii: "U"): scalar(&cursor, digits: 8)
    case UInt8(ascii: "n"): [UInt8(ascii: "\n")]
    case UInt8(ascii: "t"): [UInt8(ascii: "\t")]
    case UInt8(ascii: "r"): [UInt8(ascii: "\r")]
    case UInt8(ascii: "b"): [0x08]
    case UInt8(ascii: "f"): [0x0C]
    case UInt8(ascii: "\""): [UInt8(ascii: "\"")]
    case UInt8(ascii: "\\"): [UInt8(ascii: "\\")]
    // A line that ends in a backslash; only a long string has one, and those are never keys.
    default: []
    }
  }

  private static func scalar(_ cursor: inout SourceCursor, digits: Int) -> [UInt8] {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let byte = cursor.next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      else { break }
      value = value << 4 | UInt32(digit)
      cursor.take()
    }
    return Unicode.Scalar(value).map { Array(String($0).utf8) } ?? []
  }
}
