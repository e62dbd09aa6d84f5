// SPDX-License-Identifier: Apache-2.0

/// The inside of a JSON string, in the spellings of common writers.
struct JSONForm {
  /// `\/` for a slash, as PHP writes.
  var escapesSlash = false
  /// `\u003c` for `<`, `>` and `&`, as Go writes, with the case of the digits.
  var htmlSafe: HexCase?
  /// `\u00e4` for everything that is not ASCII, as Python writes.
  var isASCII = false

  static let common: [JSONForm] = [
    JSONForm(),
    JSONForm(escapesSlash: true),
    JSONForm(htmlSafe: .lower),
    JSONForm(htmlSafe: .upper),
    JSONForm(isASCII: true),
    JSONForm(escapesSlash: true, isASCII: true),
    JSONForm(htmlSafe: .lower, isASCII: true),
  ]

  func write(_ value: Span<UInt8>, to text: inout FormText) throws(RedactionError) {
    try text.reserve(6 * value.count)
    var reader = ScalarReader()
    while let (scalar, range) = reader.next(in: value) {
      if let scalar, writeEscape(scalar, to: &text) { continue }
      if let scalar, scalar >= 0x80, isASCII {
        writeUnits(scalar, to: &text)
        continue
      }
      for index in range { text.append(value[index]) }
    }
    text.endForm(.json)
  }

  /// Writes an escape where JSON or this spelling asks for one.
  private func writeEscape(_ scalar: UInt32, to text: inout FormText) -> Bool {
    switch scalar {
    case 0x22: text.append("\\\"")
    case 0x5C: text.append("\\\\")
    case 0x08: text.append("\\b")
    case 0x09: text.append("\\t")
    case 0x0A: text.append("\\n")
    case 0x0C: text.append("\\f")
    case 0x0D: text.append("\\r")
    case 0x2F where escapesSlash: text.append("\\/")
    case 0x26 where htmlSafe != nil, 0x3C where htmlSafe != nil, 0x3E where htmlSafe != nil,
      0x2028 where htmlSafe != nil, 0x2029 where htmlSafe != nil, 0..<0x20:
      text.append("\\u")
      text.append(hex: scalar, digits: 4, htmlSafe ?? .lower)
    default: return false
    }
    return true
  }

  private func writeUnits(_ scalar: UInt32, to text: inout FormText) {
    let (first, second) = utf16Units(of: scalar)
    text.append("\\u")
    text.append(hex: UInt32(first), digits: 4)
    guard let second else { return }
    text.append("\\u")
    text.append(hex: UInt32(second), digits: 4)
  }
}
