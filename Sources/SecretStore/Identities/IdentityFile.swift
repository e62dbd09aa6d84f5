// SPDX-License-Identifier: Apache-2.0

package import SecretMemory
import SystemCalls

/// The text form of an identity: a first line, one field per line, and a checksum as the last line.
///
/// The checksum is not keyed. It tells an accident from a wrong key; it does not stop anyone.
package enum IdentityFile {
  private static let firstLine = Array("secrun-identity 1\n".utf8)
  private static let magic = Array("secrun-identity ".utf8)
  private static let seedWord = Array("seed ".utf8)
  private static let checksumWord = Array("checksum ".utf8)
  private static let checksumCount = 16

  /// The text for a seed, made in the arena.
  package static func text(seed: borrowing SecretBytes) throws(StoreError) -> SecretBytes {
    try inMemory { () throws(SecretMemoryError) in
      let encoded = try Base64.encode(seed)
      let head = firstLine + seedWord
      let body = head.count + encoded.count + 1
      let checksumTextCount = (checksumCount * 8 + 5) / 6
      var text = try SecretBytes(count: body + checksumWord.count + checksumTextCount + 1)
      text.replace(at: 0, with: head)
      text.replace(at: head.count, with: encoded, 0..<encoded.count)
      text[body - 1] = UInt8(ascii: "\n")
      let checksum = Digest.blake2b(text, 0..<body, count: checksumCount)
      let last = checksumWord + Base64.encode(checksum) + [UInt8(ascii: "\n")]
      text.replace(at: body, with: last)
      return text
    }
  }

  /// The keys in a text; `source` is what messages call the place that it came from.
  package static func identity(
    in text: borrowing SecretBytes, source: String
  ) throws(StoreError) -> Identity {
    guard starts(text, at: 0, with: magic) else { throw .notAnIdentity(source: source) }
    guard starts(text, at: 0, with: firstLine) else {
      throw isVersionOne(text) ? .identityDamaged(source: source) : .identityIsNewer(source: source)
    }
    let checksumStart = try verifiedChecksum(of: text, source)
    let seedStart = firstLine.count + seedWord.count
    guard starts(text, at: firstLine.count, with: seedWord), checksumStart > seedStart,
      text[checksumStart - 1] == UInt8(ascii: "\n")
    else { throw .identityDamaged(source: source) }
    let seed: SecretBytes
    do throws(SecretMemoryError) {
      seed = try Base64.decode(text, seedStart..<checksumStart - 1)
    } catch {
      throw .identityDamaged(source: source)
    }
    guard seed.count == Identity.seedCount else { throw .identityDamaged(source: source) }
    return try Identity(seed: seed)
  }

  /// Where the checksum line starts, once it was found right.
  private static func verifiedChecksum(
    of text: borrowing SecretBytes, _ source: String
  ) throws(StoreError) -> Int {
    // A variable or `$(…)` loses the line end at the end of the text, so it may be missing.
    var end = text.count
    if end > 0, text[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    var start = end
    while start > 0, text[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    guard starts(text, at: start, with: checksumWord) else {
      throw .identityDamaged(source: source)
    }
    let expected = Base64.encode(Digest.blake2b(text, 0..<start, count: checksumCount))
    guard end - start == checksumWord.count + expected.count,
      starts(text, at: start + checksumWord.count, with: expected)
    else { throw .identityDamaged(source: source) }
    return start
  }

  private static func isVersionOne(_ text: borrowing SecretBytes) -> Bool {
    let end = magic.count
    guard text.count > end, text[end] == UInt8(ascii: "1") else { return false }
    return text.count == end + 1 || !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= text[end + 1])
  }

  private static func starts(
    _ text: borrowing SecretBytes, at offset: Int, with bytes: [UInt8]
  ) -> Bool {
    guard offset + bytes.count <= text.count else { return false }
    for index in bytes.indices where text[offset + index] != bytes[index] { return false }
    return true
  }
}
