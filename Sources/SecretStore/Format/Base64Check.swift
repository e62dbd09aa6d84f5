// SPDX-License-Identifier: Apache-2.0

/// Finds the end of canonical unpadded base64, and how long its content is, without decoding it.
enum Base64Check {
  /// The value of each character; 255 for all that are not in the alphabet (RFC 4648 §4).
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (value, character) in alphabet.utf8.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()

  /// Moves `cursor` over the text and returns how many bytes it stands for; nil when it is not canonical.
  static func take(_ bytes: [UInt8], _ cursor: inout Int) -> Int? {
    let values = values
    // Said once, so that the loop need not check each look-up; it passes over the whole store.
    guard values.count == 256, cursor >= 0 else { return nil }
    let first = cursor
    var index = first
    var last: UInt8 = 0
    while index < bytes.count {
      let value = values[Int(bytes[index])]
      if value == 255 { break }
      last = value
      index += 1
    }
    cursor = index
    let count = index - first
    // The bits of the last character that belong to no byte must be zero.
    switch count % 4 {
    case 0: return count / 4 * 3
    case 2 where last & 0x0F == 0, 3 where last & 0x03 == 0: return count * 6 / 8
    default: return nil
    }
  }
}
