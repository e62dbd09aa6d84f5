// SPDX-License-Identifier: Apache-2.0

/// Hexadecimal digits, plain or with colons between the bytes.
struct HexForm {
  let hexCase: HexCase
  let colons: Bool

  static let common: [HexForm] = [
    HexForm(hexCase: .lower, colons: false), HexForm(hexCase: .upper, colons: false),
    HexForm(hexCase: .lower, colons: true), HexForm(hexCase: .upper, colons: true),
  ]

  func write(_ value: Span<UInt8>, to text: inout FormText) throws(RedactionError) {
    try text.reserve(3 * value.count)
    for index in value.indices {
      if colons, index > 0 { text.append(UInt8(ascii: ":")) }
      text.append(hex: value[index], hexCase)
    }
    text.endForm(.hex)
  }
}
