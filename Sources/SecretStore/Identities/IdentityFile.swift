// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// The text form of an identity: a first line, one field per line, and a checksum as the last line.
///
/// The checksum is not keyed. It tells an accident from a wrong key or passphrase; it does not stop anyone.
package enum IdentityFile {
  static let firstLine = Array("secrun-identity 1\n".utf8)
  static let checksumWord = Array("checksum ".utf8)
  static let checksumCount = 16

  /// Where the text of version 1 tells a locked file from an open one, by one letter that is no secret.
  static let tellingOffset = firstLine.count
  /// The letter there of a locked file.
  static let lockedLetter = UInt8(ascii: "a")

  /// The text of a file, made in the arena.
  package static func text(_ document: IdentityDocument) throws(StoreError) -> SecretBytes {
    let signers = document.trustedSigners.map(\.line).joined()
    return try inMemory { () throws(SecretMemoryError) in
      switch document.content {
      case .locked(let lock):
        let lines = lock.head + lock.boxLine(document.kind) + signers
        return try text(firstLine + Array(lines.utf8), nil, [])
      case .open(let secret):
        let encoded = SharedSecret(try Base64.encode(secret.bytes))
        let word = Array((document.kind.rawValue + " ").utf8)
        return try text(firstLine + word, encoded, [UInt8(ascii: "\n")] + Array(signers.utf8))
      }
    }
  }

  /// The text of a plain file for a seed, made in the arena.
  package static func text(seed: borrowing SecretBytes) throws(StoreError) -> SecretBytes {
    let copy = try inMemory { () throws(SecretMemoryError) in try seed.copy() }
    return try text(IdentityDocument(.seed, secret: copy))
  }

  /// The keys in a text that no passphrase protects; `source` is what messages call the place that it came from.
  package static func identity(
    in text: borrowing SecretBytes, source: String
  ) throws(StoreError) -> Identity {
    try document(in: text, source: source).identity(source: source)
  }

  /// What a text says.
  package static func document(
    in text: borrowing SecretBytes, source: String
  ) throws(StoreError) -> IdentityDocument {
    try IdentityFileReader(source: source).document(in: text)
  }

  private static func text(
    _ head: [UInt8], _ secret: SharedSecret?, _ tail: [UInt8]
  ) throws(SecretMemoryError) -> SecretBytes {
    let secretCount = secret?.bytes.count ?? 0
    let body = head.count + secretCount + tail.count
    let checksumTextCount = (checksumCount * 8 + 5) / 6
    var text = try SecretBytes(count: body + checksumWord.count + checksumTextCount + 1)
    text.replace(at: 0, with: head)
    if let secret { text.replace(at: head.count, with: secret.bytes, 0..<secretCount) }
    text.replace(at: head.count + secretCount, with: tail)
    let checksum = Digest.blake2b(text, 0..<body, count: checksumCount)
    text.replace(at: body, with: checksumWord + Base64.encode(checksum) + [UInt8(ascii: "\n")])
    return text
  }
}
