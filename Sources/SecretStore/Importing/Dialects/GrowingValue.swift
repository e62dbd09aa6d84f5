// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Collects the bytes of a value whose length is not known beforehand; outgrown room is wiped.
struct GrowingValue: ~Copyable {
  private var bytes: SecretBytes
  private var count = 0
  private let place: TextPosition

  /// Starts an empty value; `place` is where an error is reported.
  init(at place: TextPosition) throws(ImportError) {
    self.place = place
    bytes = try Self.room(64, place)
  }

  mutating func append(_ byte: UInt8) throws(ImportError) {
    try makeRoom(1)
    bytes[count] = byte
    count += 1
  }

  /// Appends a range of another secret, or all of it.
  mutating func append(
    _ secret: borrowing SecretBytes, _ range: Range<Int>? = nil
  ) throws(ImportError) {
    let range = range ?? 0..<secret.count
    try makeRoom(range.count)
    bytes.replace(at: count, with: secret, range)
    count += range.count
  }

  /// Appends a scalar value as UTF-8 (RFC 3629 §3).
  mutating func append(scalar: UInt32) throws(ImportError) {
    switch scalar {
    case 0..<0x80: try append(UInt8(scalar))
    case 0x80..<0x800: try append(0xC0, scalar, [0])
    case 0x800..<0x10000: try append(0xE0, scalar, [6, 0])
    default: try append(0xF0, scalar, [12, 6, 0])
    }
  }

  /// Appends the replacement character, U+FFFD.
  mutating func appendReplacement() throws(ImportError) { try append(scalar: 0xFFFD) }

  /// Hands the value over; the rest of the room is wiped.
  consuming func finish() -> SecretBytes {
    bytes.truncate(to: count)
    return bytes
  }

  private mutating func append(
    _ lead: UInt32, _ scalar: UInt32, _ shifts: [UInt32]
  ) throws(ImportError) {
    try append(UInt8(lead | scalar >> UInt32(shifts.count * 6)))
    for shift in shifts { try append(UInt8(0x80 | scalar >> shift & 0x3F)) }
  }

  private mutating func makeRoom(_ more: Int) throws(ImportError) {
    guard count + more > bytes.count else { return }
    // A value that doubles at each expansion would fill the memory.
    guard count + more <= StoreLimits.file else {
      throw place.error(.valueTooLong(limit: StoreLimits.file))
    }
    var larger = try Self.room(max(count + more, bytes.count * 2), place)
    larger.replace(at: 0, with: bytes, 0..<count)
    bytes = larger
  }

  private static func room(
    _ count: Int, _ place: TextPosition
  ) throws(ImportError) -> SecretBytes {
    do throws(SecretMemoryError) {
      return try SecretBytes(count: count)
    } catch {
      throw place.error(.memory(error))
    }
  }
}
