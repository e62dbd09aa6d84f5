// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Collects the bytes of a value in the arena; the room is made beforehand, so no copy is left behind.
struct ValueWriter: ~Copyable {
  private var bytes: SecretBytes
  private var count = 0

  init(room: Int) throws(SecretMemoryError) {
    bytes = try SecretBytes(count: room)
  }

  mutating func append(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  /// Appends a scalar value as UTF-8 (RFC 3629 §3).
  mutating func append(scalar: UInt32) {
    func continuation(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar >> shift & 0x3F) }
    switch scalar {
    case 0..<0x80: append(UInt8(scalar))
    case 0x80..<0x800:
      append(UInt8(0xC0 | scalar >> 6))
      append(continuation(0))
    case 0x800..<0x10000:
      append(UInt8(0xE0 | scalar >> 12))
      append(continuation(6))
      append(continuation(0))
    default:
      append(UInt8(0xF0 | scalar >> 18))
      append(continuation(12))
      append(continuation(6))
      append(continuation(0))
    }
  }

  /// Hands the value over; the rest of the room is wiped.
  consuming func finish() -> SecretBytes {
    bytes.truncate(to: count)
    return bytes
  }
}
