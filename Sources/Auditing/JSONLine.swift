// SPDX-License-Identifier: Apache-2.0

/// Writes one JSON object without blanks or line ends, its members in the order in which they are added.
///
/// Written by hand because a run waits for it: a general encoder takes longer than all else that a record costs.
package struct JSONLine: Sendable {
  private(set) var bytes: [UInt8] = []

  /// An object that is still empty.
  package init() {}

  /// Adds a text.
  package mutating func add(_ key: String, _ text: String) {
    begin(key)
    append(text)
  }

  /// Adds a text, unless there is none.
  package mutating func add(_ key: String, _ text: String?) {
    if let text { add(key, text) }
  }

  /// Adds a whole number.
  package mutating func add(_ key: String, _ number: Int) {
    begin(key)
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(number.magnitude)
  }

  /// Adds a whole number.
  package mutating func add(_ key: String, _ number: Int32) { add(key, Int(number)) }

  /// Adds a whole number.
  package mutating func add(_ key: String, _ number: UInt32) { add(key, Int(number)) }

  /// Adds a whole number.
  package mutating func add(_ key: String, _ number: UInt64) {
    begin(key)
    append(UInt(number))
  }

  /// Adds true or false.
  package mutating func add(_ key: String, _ value: Bool) {
    begin(key)
    bytes += Array((value ? "true" : "false").utf8)
  }

  /// Adds a list of objects.
  package mutating func add(_ key: String, _ objects: [JSONLine]) {
    begin(key)
    bytes.append(UInt8(ascii: "["))
    for (index, object) in objects.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += [UInt8(ascii: "{")] + object.bytes + [UInt8(ascii: "}")]
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Adds a list of texts.
  package mutating func add(_ key: String, _ texts: [String]) {
    begin(key)
    bytes.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(text)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func begin(_ key: String) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
    append(key)
    bytes.append(UInt8(ascii: ":"))
  }

  /// A string of RFC 8259 §7; what is not printable ASCII and below 0x80 is escaped.
  private mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<0x20, 0x7f: bytes += Array("\\u00".utf8) + [Self.digit(byte >> 4), Self.digit(byte)]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// By hand, since the first use of the general way costs a start more than the rest of the record.
  private mutating func append(_ number: UInt) {
    let start = bytes.count
    var rest = number
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private static func digit(_ number: UInt8) -> UInt8 {
    Array("0123456789abcdef".utf8)[Int(number & 15)]
  }
}
