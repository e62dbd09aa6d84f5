// SPDX-License-Identifier: Apache-2.0

/// A walk over the bytes of secrun.toml that always knows its line and column.
struct SourceCursor {
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private var column = 1

  /// Starts behind a byte order mark, if there is one.
  init(_ text: String) {
    bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  var position: SourcePosition { SourcePosition(line: line, column: column) }

  /// The byte here, or nil at the end.
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// Whether the text goes on with this.
  func sees(_ expected: String) -> Bool {
    bytes[offset...].starts(with: expected.utf8)
  }

  /// Moves on by one byte and gives it back; nil at the end.
  @discardableResult
  mutating func take() -> UInt8? {
    guard let byte = next else { return nil }
    offset += 1
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
    return byte
  }

  /// Moves on by one byte if it is this one.
  mutating func take(_ expected: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: expected) else { return false }
    take()
    return true
  }

  /// Moves on while the bytes are such.
  mutating func skip(while isSuch: (UInt8) -> Bool) {
    while let byte = next, isSuch(byte) { take() }
  }

  /// Moves past spaces and tabs.
  mutating func skipSpaces() {
    skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// Moves past spaces, line ends and comments.
  mutating func skipBlank() {
    while let byte = next {
      switch byte {
      case UInt8(ascii: "#"): skip { $0 != UInt8(ascii: "\n") }
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): take()
      default: return
      }
    }
  }
}
