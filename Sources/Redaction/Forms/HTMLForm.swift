// SPDX-License-Identifier: Apache-2.0

/// HTML and XML text, with the spellings in which template engines and writers differ.
struct HTMLForm {
  /// How a character is written that has a name.
  enum Style {
    /// `&lt;`
    case named
    /// `&#60;` and `&#9;`
    case decimal
    /// `&#60;` and `&#09;`
    case padded
    /// `&#x3c;` or `&#x3C;`
    case hex(HexCase)
  }

  var style = Style.named
  let single: StaticString
  let double: StaticString
  /// What a blank other than a space is written as, in the values of attributes; nil where it stays.
  var blanks: Style?

  /// Python and Rust, Go, PHP, XML writers, and text content in which quotes stay; then numbers for all, and
  /// attributes as Python and as Java write them.
  static let common: [HTMLForm] = [
    HTMLForm(single: "&#x27;", double: "&quot;"),
    HTMLForm(single: "&#39;", double: "&quot;"),
    HTMLForm(single: "&#39;", double: "&#34;"),
    HTMLForm(single: "&#039;", double: "&quot;"),
    HTMLForm(single: "&apos;", double: "&quot;"),
    HTMLForm(single: "'", double: "&quot;"),
    HTMLForm(single: "'", double: "\""),
    HTMLForm(style: .decimal, single: "&#39;", double: "&#34;"),
    HTMLForm(style: .hex(.lower), single: "&#x27;", double: "&#x22;"),
    HTMLForm(style: .hex(.upper), single: "&#x27;", double: "&#x22;"),
    HTMLForm(single: "'", double: "&quot;", blanks: .decimal),
    HTMLForm(single: "'", double: "\"", blanks: .decimal),
    HTMLForm(single: "'", double: "&quot;", blanks: .padded),
    HTMLForm(single: "'", double: "&quot;", blanks: .hex(.upper)),
    HTMLForm(single: "&apos;", double: "&quot;", blanks: .hex(.upper)),
  ]

  /// Whether any of the forms differs from the value.
  static func changes(_ value: Span<UInt8>) -> Bool {
    for index in value.indices where isSpecial(value[index]) { return true }
    return false
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "'"),
      UInt8(ascii: "\""), 0x09, 0x0A, 0x0D:
      true
    default: false
    }
  }

  func write(_ value: Span<UInt8>, to text: inout FormText) throws(RedactionError) {
    try text.reserve(6 * value.count)
    for index in value.indices {
      let byte = value[index]
      switch byte {
      case UInt8(ascii: "&"): append(byte, named: "&amp;", style, to: &text)
      case UInt8(ascii: "<"): append(byte, named: "&lt;", style, to: &text)
      case UInt8(ascii: ">"): append(byte, named: "&gt;", style, to: &text)
      case UInt8(ascii: "'"): text.append(single)
      case UInt8(ascii: "\""): text.append(double)
      case 0x09, 0x0A, 0x0D:
        if let blanks { append(byte, named: "", blanks, to: &text) } else { text.append(byte) }
      default: text.append(byte)
      }
    }
    text.endForm(.html)
  }

  private func isPadded(_ style: Style) -> Bool {
    if case .padded = style { true } else { false }
  }

  private func append(
    _ byte: UInt8, named name: StaticString, _ style: Style, to text: inout FormText
  ) {
    switch style {
    case .named: text.append(name)
    case .decimal, .padded:
      text.append("&#")
      if byte >= 10 || isPadded(style) { text.append(0x30 + byte / 10) }
      text.append(0x30 + byte % 10)
      text.append(UInt8(ascii: ";"))
    case .hex(let hexCase):
      text.append("&#x")
      if byte >= 16 { text.append(hexCase.digit(byte >> 4)) }
      text.append(hexCase.digit(byte & 15))
      text.append(UInt8(ascii: ";"))
    }
  }
}
