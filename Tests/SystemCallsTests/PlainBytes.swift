// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// Copies a secret that only a test knows out of the arena, so that it can be compared and shown.
func plainBytes(_ secret: borrowing SecretBytes) -> [UInt8] {
  (0..<secret.count).map { secret[$0] }
}

/// The same for a secret that may be missing.
func plainBytes(ifAny secret: consuming SecretBytes?) -> [UInt8]? {
  guard let secret = secret else { return nil }
  return plainBytes(secret)
}

/// All that comes out of a descriptor until its end.
func everything(from descriptor: borrowing Descriptor) throws -> [UInt8] {
  try plainBytes(ifAny: FileReading.secret(from: descriptor, limit: 1 << 24)) ?? []
}
