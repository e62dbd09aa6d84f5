// SPDX-License-Identifier: Apache-2.0

/// Bytes as two lower-case digits each, for names of files.
enum Hexadecimal {
  static func text(_ bytes: some Collection<UInt8>) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
