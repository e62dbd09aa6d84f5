// SPDX-License-Identifier: Apache-2.0

internal import CSodium

/// Standard base64 without padding, in its one canonical form (RFC 4648 §3.5, §4).
package enum Base64 {
  /// The text for public bytes.
  package static func encode(_ bytes: [UInt8]) -> [UInt8] {
    let variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING
    let room = sodium_base64_encoded_len(bytes.count, variant)
    var text = [CChar](repeating: 0, count: room)
    unsafe sodium_bin2base64(&text, room, bytes, bytes.count, variant)
    return text.dropLast().map { UInt8(bitPattern: $0) }
  }

  /// The text for secret bytes, in the arena.
  package static func encode(
    _ secret: borrowing SecretBytes
  ) throws(SecretMemoryError) -> SecretBytes {
    let variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING
    let room = sodium_base64_encoded_len(secret.count, variant)
    var text = try SecretBytes(count: room)
    let count = secret.count
    unsafe secret.withStart { bytes in
      unsafe text.withStart { text in
        _ = unsafe text.withMemoryRebound(to: CChar.self, capacity: room) {
          unsafe sodium_bin2base64($0, room, bytes, count, variant)
        }
      }
    }
    text.truncate(to: room - 1)
    return text
  }

  /// The public bytes of a text; throws when it is not canonical.
  package static func decode(_ text: [UInt8]) throws(SecretMemoryError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: text.count / 4 * 3 + 3)
    var count = 0
    let result = unsafe decode(text, text.count, into: &bytes, bytes.count, &count)
    guard result else { throw .notBase64 }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// The secret bytes of a range of secret text; throws when it is not canonical.
  package static func decode(
    _ text: borrowing SecretBytes, _ range: Range<Int>
  ) throws(SecretMemoryError) -> SecretBytes {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
    var bytes = try SecretBytes(count: range.count / 4 * 3 + 3)
    let room = bytes.count
    var count = 0
    let result = unsafe text.withStart { text in
      unsafe bytes.withStart { bytes in
        unsafe decode(text + range.lowerBound, range.count, into: bytes, room, &count)
      }
    }
    guard result else { throw .notBase64 }
    bytes.truncate(to: count)
    return bytes
  }

  private static func decode(
    _ text: UnsafePointer<UInt8>, _ textCount: Int, into bytes: UnsafeMutablePointer<UInt8>,
    _ room: Int, _ count: inout Int
  ) -> Bool {
    // libsodium 1.0.18 takes every byte above 127 for a slash. Looked at all together, so that nothing of a secret
    // shows in the time that this takes.
    var seen: UInt8 = 0
    for index in 0..<textCount { seen |= unsafe text[index] }
    guard seen < 0x80 else { return false }
    // It refuses bits left over in the last character, so each value has one text only.
    return unsafe text.withMemoryRebound(to: CChar.self, capacity: textCount) { text in
      unsafe sodium_base642bin(
        bytes, room, text, textCount, nil, &count, nil,
        sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0
    }
  }
}
