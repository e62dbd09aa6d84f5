// SPDX-License-Identifier: Apache-2.0

/// Bytes as two lower-case digits each, for names of files.
package enum Hexadecimal {
  /// The text of public bytes.
  ///
  /// By hand, since the first use of the general way costs a start more than all the names that it reads.
  package static func text(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
