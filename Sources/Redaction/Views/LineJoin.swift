// SPDX-License-Identifier: Apache-2.0

/// Finds the line ends and indents to leave out of text that was broken over lines, as base64 often is.
struct LineJoin {
  /// Rows of that many letters count as broken base64, not as words.
  static let longRow = 20

  /// Whether line ends count that an escape stands for, not those that stand there themselves.
  let isEscaped: Bool
  /// How many letters of base64 were shown in a row, at most `longRow`; a line end that is left out does
  /// not end the row.
  private(set) var row = 0
  /// Whether only line ends and blanks were read since the last letter.
  private(set) var isBetweenLines = false

  init(isEscaped: Bool) { self.isEscaped = isEscaped }

  /// Starts anew behind a row of letters.
  mutating func begin(row: Int) {
    self.row = row
    isBetweenLines = false
  }

  /// Whether the next byte is left out.
  mutating func leavesOut(_ byte: UInt8, isDecoded: Bool) -> Bool {
    let isLineEnd = (byte == 0x0A || byte == 0x0D) && isDecoded == isEscaped
    if isLineEnd && row == Self.longRow || isBetweenLines && (byte == 0x20 || byte == 0x09) {
      isBetweenLines = true
      return true
    }
    isBetweenLines = false
    row = byte.isBase64 ? min(row + 1, Self.longRow) : 0
    return false
  }
}
