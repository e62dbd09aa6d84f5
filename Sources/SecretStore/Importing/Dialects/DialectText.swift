// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The text of a file in secret memory, walked over by offset, with the places of its lines.
final class DialectText {
  let bytes: SecretBytes
  private let lineStarts: [Int]

  init(_ bytes: consuming SecretBytes) {
    var starts = [0]
    for offset in 0..<bytes.count where bytes[offset] == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
    self.bytes = bytes
  }

  /// A copy of a part of `bytes`.
  convenience init(copying bytes: borrowing SecretBytes, _ range: Range<Int>? = nil)
    throws(ImportError)
  {
    do throws(SecretMemoryError) {
      self.init(try bytes.copy(of: range))
    } catch {
      throw TextPosition().error(.memory(error))
    }
  }

  var count: Int { bytes.count }
  var lineCount: Int { lineStarts.count }

  /// The byte at an offset; nil behind the end and before the start.
  subscript(_ offset: Int) -> UInt8? {
    offset >= 0 && offset < bytes.count ? bytes[offset] : nil
  }

  /// Whether the text goes on with `word`.
  func isAt(_ word: StaticString, _ offset: Int) -> Bool {
    var offset = offset
    for byte in word.description.utf8 {
      guard self[offset] == byte else { return false }
      offset += 1
    }
    return true
  }

  /// The first place of a byte, or nil.
  func first(_ byte: Unicode.Scalar, from start: Int, to end: Int? = nil) -> Int? {
    var offset = start
    let end = end ?? count
    while offset < end {
      if bytes[offset] == UInt8(ascii: byte) { return offset }
      offset += 1
    }
    return nil
  }

  /// The offset behind all bytes from `offset` on that are such.
  func skip(_ offset: Int, to end: Int? = nil, while isSuch: (UInt8) -> Bool) -> Int {
    var offset = offset
    let end = end ?? count
    while offset < end, isSuch(bytes[offset]) { offset += 1 }
    return offset
  }

  /// The end of the line that holds an offset, before its line feed.
  func lineEnd(_ offset: Int) -> Int { first("\n", from: offset) ?? count }

  /// The bytes of a line with its line feed; lines count from 1.
  func range(ofLine line: Int) -> Range<Int> {
    lineStarts[line - 1]..<(line < lineStarts.count ? lineStarts[line] : count)
  }

  /// The line of an offset, from 1.
  func line(of offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  func position(of offset: Int) -> TextPosition {
    let line = line(of: offset)
    var column = 1
    var start = lineStarts[line - 1]
    if start == 0, isAt("\u{feff}", 0) { start = 3 }
    for index in start..<max(start, min(offset, count)) where bytes[index] & 0xC0 != 0x80 {
      column += 1
    }
    return TextPosition(offset: offset, line: line, column: column)
  }

  func error(
    _ reason: ImportError.Reason, at offset: Int, name: Range<Int>? = nil
  ) -> ImportError {
    position(of: offset).error(reason, name: name.flatMap { bytes.secretName($0) })
  }

  /// A part of the text as a value of its own.
  func copy(_ range: Range<Int>) throws(ImportError) -> SecretBytes {
    do throws(SecretMemoryError) {
      return try bytes.copy(of: range)
    } catch {
      throw self.error(.memory(error), at: range.lowerBound)
    }
  }
}
