// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Text in UTF-16, little end first, as Windows tools write it.
enum UTF16Text {
  /// Whether a text begins with the byte order mark of UTF-16 in either order.
  static func isMarked(_ text: DialectText) -> Bool {
    (text[0] == 0xFF && text[1] == 0xFE) || (text[0] == 0xFE && text[1] == 0xFF)
  }

  /// The text as UTF-8 without its mark; nil when it is not marked as little-endian UTF-16.
  static func decoded(_ text: DialectText) throws(ImportError) -> DialectText? {
    guard text[0] == 0xFF, text[1] == 0xFE else { return nil }
    var result = try GrowingValue(at: TextPosition())
    var offset = 2
    while let unit = unit(text, offset) {
      offset += 2
      guard (0xD800..<0xE000).contains(unit) else {
        try result.append(scalar: unit)
        continue
      }
      if unit < 0xDC00, let low = self.unit(text, offset), (0xDC00..<0xE000).contains(low) {
        try result.append(scalar: 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        offset += 2
      } else {
        try result.appendReplacement()
      }
    }
    return DialectText(result.finish())
  }

  private static func unit(_ text: DialectText, _ offset: Int) -> UInt32? {
    guard let low = text[offset], let high = text[offset + 1] else { return nil }
    return UInt32(high) << 8 | UInt32(low)
  }
}
