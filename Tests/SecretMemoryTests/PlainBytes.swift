// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Copies a secret that only a test knows out of the arena, so that it can be compared and shown.
func plainBytes(_ secret: borrowing SecretBytes) -> [UInt8] {
  (0..<secret.count).map { secret[$0] }
}

/// The same for a secret that may be missing.
func plainBytes(ifAny secret: consuming SecretBytes?) -> [UInt8]? {
  guard let secret = secret else { return nil }
  return plainBytes(secret)
}

/// Reads bytes written as pairs of hexadecimal digits, as the published vectors are.
func bytes(hex: String) -> [UInt8] {
  let digits = hex.utf8.compactMap { UInt8(String(UnicodeScalar($0)), radix: 16) }
  return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
