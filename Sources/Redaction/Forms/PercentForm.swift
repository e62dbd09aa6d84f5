// SPDX-License-Identifier: Apache-2.0

/// Percent-encoding as URL libraries write it.
struct PercentForm {
  let hexCase: HexCase
  /// Bytes that stay as they are besides the unreserved ones.
  let safe: StaticString
  /// Whether a space becomes `+`.
  let plus: Bool

  /// RFC 3986, form data, paths, `encodeURIComponent` and `encodeURI`.
  static let common: [PercentForm] = [
    PercentForm(hexCase: .upper, safe: "", plus: false),
    PercentForm(hexCase: .lower, safe: "", plus: false),
    PercentForm(hexCase: .upper, safe: "", plus: true),
    PercentForm(hexCase: .lower, safe: "", plus: true),
    PercentForm(hexCase: .upper, safe: "/", plus: false),
    PercentForm(hexCase: .upper, safe: "/", plus: true),
    PercentForm(hexCase: .upper, safe: "!'()*", plus: false),
    PercentForm(hexCase: .upper, safe: ";,/?:@&=+$#!'()*", plus: false),
  ]

  func write(_ value: Span<UInt8>, to text: inout FormText) throws(RedactionError) {
    try text.reserve(3 * value.count)
    for index in value.indices {
      let byte = value[index]
      if byte == 0x20, plus {
        text.append(UInt8(ascii: "+"))
      } else if byte.isUnreserved || safe.description.utf8.contains(byte) {
        text.append(byte)
      } else {
        text.append(UInt8(ascii: "%"))
        text.append(hex: byte, hexCase)
      }
    }
    text.endForm(.percent)
  }

  /// Writes the value with `+` for spaces and nothing else changed: what the percent view shows of form
  /// data, whichever bytes were escaped.
  static func writePlus(_ value: Span<UInt8>, to text: inout FormText) throws(RedactionError) {
    try text.reserve(value.count)
    for index in value.indices {
      text.append(value[index] == 0x20 ? UInt8(ascii: "+") : value[index])
    }
    text.endForm(.percent)
  }
}
