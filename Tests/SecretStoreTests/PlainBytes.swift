// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Copies a secret that only a test knows out of the arena, so that it can be compared and shown.
func plainBytes(_ secret: borrowing SecretBytes) -> [UInt8] {
  (0..<secret.count).map { secret[$0] }
}

/// The same as text.
func plainText(_ secret: borrowing SecretBytes) -> String {
  String(decoding: plainBytes(secret), as: UTF8.self)
}

/// Puts text that only a test knows into the arena.
func secret(_ text: String) throws -> SecretBytes { try SecretBytes(copying: Array(text.utf8)) }
