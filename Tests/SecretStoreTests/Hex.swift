// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Bytes as hexadecimal text, as the vectors have them.
enum Hex {
  static func text(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  static func text(_ secret: borrowing SecretBytes) -> String {
    text((0..<secret.count).map { secret[$0] })
  }

  static func bytes(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}
