// SPDX-License-Identifier: Apache-2.0

/// The inside of a string literal, as programming languages print a value for their own readers.
enum LiteralForm: CaseIterable {
  /// Python `repr` of a text, single quotes.
  case python
  /// Python `ascii`, single quotes.
  case pythonASCII
  /// Python's codec `unicode_escape`, which leaves quotes alone.
  case unicodeEscape
  /// Python `repr` of bytes, single quotes.
  case pythonBytes
  /// Go `%q`.
  case go
  /// Ruby `inspect`.
  case ruby

  func write(_ value: Span<UInt8>, to text: inout FormText) throws(RedactionError) {
    try text.reserve(10 * value.count)
    var reader = ScalarReader()
    while let (scalar, range) = reader.next(in: value) {
      if let scalar, scalar < 0x80 {
        let next = range.upperBound < value.count ? value[range.upperBound] : 0
        writeASCII(UInt8(scalar), before: next, to: &text)
      } else if let scalar, self != .pythonBytes {
        writeWide(scalar, to: &text) { text in
          for index in range { text.append(value[index]) }
        }
      } else {
        for index in range { writeByte(value[index], to: &text) }
      }
    }
    text.endForm(isPython ? .python : .json)
  }

  private var isPython: Bool { self != .go && self != .ruby }

  private func writeASCII(_ byte: UInt8, before next: UInt8, to text: inout FormText) {
    switch byte {
    case UInt8(ascii: "\\"): text.append("\\\\")
    case UInt8(ascii: "'") where isPython && self != .unicodeEscape: text.append("\\'")
    case UInt8(ascii: "\"") where !isPython: text.append("\\\"")
    case UInt8(ascii: "#") where self == .ruby && "{$@".utf8.contains(next): text.append("\\#")
    case 0x09: text.append("\\t")
    case 0x0A: text.append("\\n")
    case 0x0D: text.append("\\r")
    case 0x07 where !isPython: text.append("\\a")
    case 0x08 where !isPython: text.append("\\b")
    case 0x0B where !isPython: text.append("\\v")
    case 0x0C where !isPython: text.append("\\f")
    case 0x1B where self == .ruby: text.append("\\e")
    case 0x20...0x7E: text.append(byte)
    default: writeByte(byte, to: &text)
    }
  }

  private func writeByte(_ byte: UInt8, to text: inout FormText) {
    text.append("\\x")
    text.append(hex: byte, self == .ruby ? .upper : .lower)
  }

  /// Characters beyond ASCII stay, except those that a reader could not see.
  private func writeWide(
    _ scalar: UInt32, to text: inout FormText, literally: (inout FormText) -> Void
  ) {
    let isVisible =
      Unicode.Scalar(scalar).map { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
          .paragraphSeparator, .spaceSeparator:
          false
        default: true
        }
      } ?? false
    let isASCII = self == .pythonASCII || self == .unicodeEscape
    if isVisible, !isASCII { return literally(&text) }
    if isPython, scalar < 0x100 { return writeByte(UInt8(scalar), to: &text) }
    if scalar < 0x10000 {
      text.append("\\u")
      text.append(hex: scalar, digits: 4, self == .ruby ? .upper : .lower)
    } else {
      text.append(self == .ruby ? "\\u{" : "\\U")
      text.append(hex: scalar, digits: self == .ruby ? 5 : 8, self == .ruby ? .upper : .lower)
      if self == .ruby { text.append("}") }
    }
  }
}
