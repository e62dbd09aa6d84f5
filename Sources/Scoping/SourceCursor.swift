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

  /// Whether the byte here is this one.
  func sees(_ expected: Unicode.Scalar) -> Bool {
    next == UInt8(ascii: expected)
  }

  /// Whether the text goes on with this.
  func sees(_ expected: String) -> Bool {
    bytes[offset...].starts(with: expected.utf8)
  }

  /// Whether a line ends here, with or without a carriage return, or the text does.
  var isAtLineEnd: Bool { next == nil || sees("\n") || sees("\r\n") }

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

  /// Moves past this, if the text goes on with it.
  mutating func take(_ expected: String) -> Bool {
    guard sees(expected) else { return false }
    for _ in expected.utf8 { take() }
    return true
  }

  /// Moves past the end of a line, if one is here.
  mutating func takeLineEnd() -> Bool {
    take("\r\n") || take("\n")
  }

  /// Moves past bytes as long as they are such, and gives them back.
  mutating func take(while isSuch: (UInt8) -> Bool) -> [UInt8] {
    let start = offset
    while let byte = next, isSuch(byte) { take() }
    return Array(bytes[start..<offset])
  }

  /// Moves past spaces and tabs.
  mutating func skipSpaces() {
    while sees(" ") || sees("\t") { take() }
  }

  /// Moves past spaces, line ends and comments.
  mutating func skipBlank() throws(ScopingError) {
    repeat {
      skipSpaces()
      try skipComment()
    } while takeLineEnd()
  }

  /// Moves to the end of the line, on which nothing but a comment may be left.
  mutating func finishLine() throws(ScopingError) {
    skipSpaces()
    try skipComment()
    guard isAtLineEnd else { throw expected("the end of the line") }
  }

  private mutating func skipComment() throws(ScopingError) {
    guard sees("#") else { return }
    while !isAtLineEnd { try takeVisible() }
  }

  /// Moves on by one byte of a comment or a string, which hold no control characters but tabs.
  @discardableResult
  mutating func takeVisible() throws(ScopingError) -> UInt8 {
    guard let byte = next else { throw expected("more") }
    guard byte != 0 else { throw .containsNul(at: position) }
    guard byte >= 0x20 && byte != 0x7F || byte == UInt8(ascii: "\t") else {
      throw expected("no control character")
    }
    take()
    return byte
  }

  /// The error of something else being here than what was expected.
  func expected(_ what: String) -> ScopingError {
    if next == 0 { return .containsNul(at: position) }
    return .syntax(reason: "expected \(what), found \(found)", at: position)
  }

  private var found: String {
    if next == nil { return "the end of the file" }
    if isAtLineEnd { return "the end of the line" }
    let rest = String(decoding: bytes[offset...].prefix(4), as: UTF8.self)
    return "'" + PrintableText.escaped(String(rest.unicodeScalars.prefix(1))) + "'"
  }
}
