// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Finds the end of canonical unpadded base64, and how long its content is, without decoding it.
enum Base64Check {
  /// Moves `cursor` over the text and returns how many bytes it stands for; nil when it is not canonical.
  static func take(_ bytes: [UInt8], _ cursor: inout Int) -> Int? {
    let count = Base64.length(of: bytes, from: cursor)
    let last = count > 0 ? Base64.value(of: bytes[cursor + count - 1]) ?? 0 : 0
    cursor += count
    // The bits of the last character that belong to no byte must be zero.
    switch count % 4 {
    case 0: return count / 4 * 3
    case 2 where last & 0x0F == 0, 3 where last & 0x03 == 0: return count * 6 / 8
    default: return nil
    }
  }
}
