// SPDX-License-Identifier: Apache-2.0

/// HTML and XML text, with the spellings of the two quotes that template engines differ in.
struct HTMLForm {
  let single: StaticString
  let double: StaticString

  /// Python and Rust, Go, PHP, XML writers, and text content in which quotes stay.
  static let common: [HTMLForm] = [
    HTMLForm(single: "&#x27;", double: "&quot;"),
    HTMLForm(single: "&#39;", double: "&quot;"),
    HTMLForm(single: "&#39;", double: "&#34;"),
    HTMLForm(single: "&#039;", double: "&quot;"),
    HTMLForm(single: "&apos;", double: "&quot;"),
    HTMLForm(single: "'", double: "&quot;"),
    HTMLForm(single: "'", double: "\""),
  ]

  func write(_ value: Span<UInt8>, to text: inout FormText) throws(RedactionError) {
    try text.reserve(6 * value.count)
    for index in value.indices {
      switch value[index] {
      case UInt8(ascii: "&"): text.append("&amp;")
      case UInt8(ascii: "<"): text.append("&lt;")
      case UInt8(ascii: ">"): text.append("&gt;")
      case UInt8(ascii: "'"): text.append(single)
      case UInt8(ascii: "\""): text.append(double)
      default: text.append(value[index])
      }
    }
    text.endForm(.html)
  }
}
