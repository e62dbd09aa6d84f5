// SPDX-License-Identifier: Apache-2.0

/// Shows text that was broken over lines, as base64 often is, without line ends and indents.
struct LineProjector: Projecting {
  /// Whether only line ends and blanks were read since the last letter of base64.
  private var isBetweenLines = false
  private var isBehindLetter = false

  init(isBehindLetter: Bool) { self.isBehindLetter = isBehindLetter }

  mutating func feed(_ byte: UInt8, at position: Int, into view: inout Projection) {
    let isLineEnd = byte == 0x0A || byte == 0x0D
    if isLineEnd, isBehindLetter || isBetweenLines {
      isBetweenLines = true
      isBehindLetter = false
      return view.leaveOut()
    }
    if isBetweenLines, byte == 0x20 || byte == 0x09 { return view.leaveOut() }
    isBetweenLines = false
    isBehindLetter = byte.isBase64
    view.append(byte, for: position..<position + 1, isChanged: false)
  }

  mutating func flush(at position: Int, into view: inout Projection) {}
}
