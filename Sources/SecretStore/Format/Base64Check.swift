// SPDX-License-Identifier: Apache-2.0

/// Whether text is canonical unpadded base64 of an allowed length, without decoding it.
enum Base64Check {
  /// The value of each character; 255 for all that are not in the alphabet (RFC 4648 §4).
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (value, character) in alphabet.utf8.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()

  static func isCanonical(
    _ bytes: [UInt8], _ range: Range<Int>, _ counts: ClosedRange<Int>
  ) -> Bool {
    let count = range.count * 6 / 8
    guard counts.contains(count), range.count % 4 != 1 else { return false }
    let values = values
    var last: UInt8 = 0
    for index in range {
      last = values[Int(bytes[index])]
      if last == 255 { return false }
    }
    // The bits of the last character that belong to no byte must be zero.
    switch range.count % 4 {
    case 2: return last & 0x0F == 0
    case 3: return last & 0x03 == 0
    default: return true
    }
  }
}
