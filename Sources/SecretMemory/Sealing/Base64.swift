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
  ///
  /// libsodium's decoder takes the same time for every text, which public bytes have no use for.
  package static func decode(_ text: [UInt8]) throws(SecretMemoryError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3 + 3)
    var bits: UInt32 = 0
    var count: UInt32 = 0
    for character in text {
      guard let value = value(of: character) else { throw .notBase64 }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    // What is left of the last character must be zero bits, and no whole character.
    guard count < 6, bits & (1 << count - 1) == 0 else { throw .notBase64 }
    return bytes
  }

  /// The value of a character; nil when it is not in the alphabet.
  package static func value(of character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a") + 26)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0") + 52)
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// How many bytes from `start` on are characters of the alphabet (RFC 4648 §4).
  ///
  /// A block at once, without a branch for each byte, since a run looks at every byte of its store.
  package static func length(of text: [UInt8], from start: Int) -> Int {
    let blockSize = 32
    precondition(start >= 0 && start <= text.count)
    var index = start
    unsafe text.withUnsafeBufferPointer { bytes in
      while index + blockSize <= bytes.count {
        var others: UInt8 = 0
        for offset in 0..<blockSize {
          let byte = unsafe bytes[index &+ offset]
          let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
          // From the slash to the nine, and the plus.
          let isOther = byte &- UInt8(ascii: "/") < 11
          let isPlus = byte == UInt8(ascii: "+")
          others |= (isLetter ? 0 : 1) & (isOther ? 0 : 1) & (isPlus ? 0 : 1)
        }
        if others != 0 { return }
        index += blockSize
      }
    }
    while index < text.count, value(of: text[index]) != nil { index += 1 }
    return index - start
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
