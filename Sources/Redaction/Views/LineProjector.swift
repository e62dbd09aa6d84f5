// SPDX-License-Identifier: Apache-2.0

/// Shows text that was broken over lines, as base64 often is, without line ends and indents.
struct LineProjector: Projecting {
  /// Rows of that many letters count as broken base64, not as words.
  static let longRow = 20

  /// How many letters of base64 were shown in a row, at most `longRow`; a line end that is left out does
  /// not end the row.
  private(set) var row: Int
  /// Whether only line ends and blanks were read since the last letter.
  private(set) var isBetweenLines = false

  init(row: Int) { self.row = row }

  mutating func feed(_ byte: UInt8, at position: Int, into view: inout Projection) {
    let isLineEnd = byte == 0x0A || byte == 0x0D
    if isLineEnd && row == Self.longRow || isBetweenLines && (byte == 0x20 || byte == 0x09) {
      isBetweenLines = true
      return view.leaveOut(before: position + 1)
    }
    isBetweenLines = false
    row = byte.isBase64 ? min(row + 1, Self.longRow) : 0
    view.append(byte, for: position..<position + 1, isChanged: false)
  }

  mutating func flush(at position: Int, into view: inout Projection) {}
}
