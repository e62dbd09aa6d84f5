// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Reads the text form of an identity; all limits are checked before any cryptography but the checksum.
///
/// The secret is decoded in the arena; only lines that are known to hold none leave it.
struct IdentityFileReader {
  private static let magic = Array("secrun-identity ".utf8)
  private static let newline = UInt8(ascii: "\n")

  /// What errors call the place that the text came from.
  let source: String

  func document(in text: borrowing SecretBytes) throws(StoreError) -> IdentityDocument {
    guard text.count <= StoreLimits.identity, Self.starts(text, at: 0, with: Self.magic) else {
      throw .notAnIdentity(source: source)
    }
    guard Self.starts(text, at: 0, with: IdentityFile.firstLine) else {
      throw Self.isVersionOne(text)
        ? .identityDamaged(source: source) : .identityIsNewer(source: source)
    }
    let lines = Self.lines(of: text, in: IdentityFile.firstLine.count..<(try checksumStart(text)))
    guard let first = lines.first else { throw .identityDamaged(source: source) }
    for kind in IdentityDocument.Kind.allCases {
      let word = Array((kind.rawValue + " ").utf8)
      guard Self.starts(text, at: first.lowerBound, with: word) else { continue }
      let secret = try secret(text, first.lowerBound + word.count..<first.upperBound)
      return IdentityDocument(kind, secret: secret, trusting: try signers(text, lines.dropFirst()))
    }
    return try lockedDocument(text, lines)
  }

  private func secret(
    _ text: borrowing SecretBytes, _ range: Range<Int>
  ) throws(StoreError) -> SecretBytes {
    let secret: SecretBytes
    do throws(SecretMemoryError) {
      secret = try Base64.decode(text, range)
    } catch {
      throw .identityDamaged(source: source)
    }
    guard secret.count == Identity.seedCount else { throw .identityDamaged(source: source) }
    return secret
  }

  private func lockedDocument(
    _ text: borrowing SecretBytes, _ lines: [Range<Int>]
  ) throws(StoreError) -> IdentityDocument {
    guard lines.count >= 3 else { throw .identityDamaged(source: source) }
    let derivation = try words(text, lines[0], "argon2id", fields: ["passes", "memory", "salt"])
    let publicWord = try words(text, lines[1], "public", fields: [""])[0]
    let passes = try number(derivation[0])
    let memory = try number(derivation[1])
    for kind in IdentityDocument.Kind.allCases {
      let word = kind.rawValue + "-box"
      guard Self.starts(text, at: lines[2].lowerBound, with: Array((word + " ").utf8)) else {
        continue
      }
      let sealed = try words(text, lines[2], word, fields: ["nonce", "box"])
      let salt = try bytes(derivation[2], PassphraseKey.saltCount)
      let nonce = try bytes(sealed[0], AuthenticatedBox.nonceCount)
      let box = try bytes(sealed[1], PassphraseLock.boxCount)
      let signers = try signers(text, lines.dropFirst(3))
      guard let publicPart = PublicIdentity(parsing: publicWord),
        (publicPart.verification == nil) == (kind == .key)
      else { throw .identityDamaged(source: source) }
      let cost = PassphraseKey.Cost(passes: passes, memory: memory)
      guard cost.isAcceptable else {
        throw .passphraseCost(source: source, passes: passes, memory: memory)
      }
      let lock = PassphraseLock(
        cost: cost, salt: salt, publicPart: publicPart, nonce: nonce, box: box)
      return IdentityDocument(kind, .locked(lock), trusting: signers)
    }
    throw .identityDamaged(source: source)
  }

  private func signers(
    _ text: borrowing SecretBytes, _ lines: ArraySlice<Range<Int>>
  ) throws(StoreError) -> [TrustedSigner] {
    var signers: [TrustedSigner] = []
    for line in lines {
      guard Self.starts(text, at: line.lowerBound, with: Array("trust ".utf8)),
        let signer = TrustedSigner(line: Self.visible(text, line))
      else { throw .identityDamaged(source: source) }
      signers.append(signer)
    }
    return signers
  }

  /// The values of a line that holds no secret: its first word, then `field=value` in this order; a field without a
  /// name is a value alone.
  private func words(
    _ text: borrowing SecretBytes, _ line: Range<Int>, _ first: String, fields: [String]
  ) throws(StoreError) -> [String] {
    guard Self.starts(text, at: line.lowerBound, with: Array((first + " ").utf8)) else {
      throw .identityDamaged(source: source)
    }
    let words = Self.visible(text, line).split(separator: " ", omittingEmptySubsequences: false)
      .dropFirst()
    guard words.count == fields.count else { throw .identityDamaged(source: source) }
    var values: [String] = []
    for (word, field) in zip(words, fields) {
      let prefix = field.isEmpty ? "" : field + "="
      guard word.hasPrefix(prefix) else { throw .identityDamaged(source: source) }
      values.append(String(word.dropFirst(prefix.count)))
    }
    return values
  }

  private func number(_ text: String) throws(StoreError) -> Int {
    guard NameRules.isNumber(Array(text.utf8)), let number = Int(text) else {
      throw .identityDamaged(source: source)
    }
    return number
  }

  private func bytes(_ text: String, _ count: Int) throws(StoreError) -> [UInt8] {
    guard let bytes = try? Base64.decode(Array(text.utf8)), bytes.count == count else {
      throw .identityDamaged(source: source)
    }
    return bytes
  }

  /// Where the checksum line starts, once it was found right.
  private func checksumStart(_ text: borrowing SecretBytes) throws(StoreError) -> Int {
    let word = IdentityFile.checksumWord
    // A variable or `$(…)` loses the line end at the end of the text, so it may be missing.
    var end = text.count
    if text[end - 1] == Self.newline { end -= 1 }
    var start = end
    while start > 0, text[start - 1] != Self.newline { start -= 1 }
    guard start >= IdentityFile.firstLine.count, Self.starts(text, at: start, with: word) else {
      throw .identityDamaged(source: source)
    }
    let expected = Base64.encode(
      Digest.blake2b(text, 0..<start, count: IdentityFile.checksumCount))
    guard end - start == word.count + expected.count,
      Self.starts(text, at: start + word.count, with: expected)
    else { throw .identityDamaged(source: source) }
    return start
  }

  /// The lines of a range that ends with a line's end, without their ends.
  private static func lines(of text: borrowing SecretBytes, in range: Range<Int>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where text[index] == newline {
      lines.append(start..<index)
      start = index + 1
    }
    return lines
  }

  /// A line that holds no secret, as text; what is not ASCII turns into what no field allows.
  private static func visible(_ text: borrowing SecretBytes, _ line: Range<Int>) -> String {
    var bytes: [UInt8] = []
    for index in line { bytes.append(text[index] < 0x80 ? text[index] : 0) }
    return String(decoding: bytes, as: UTF8.self)
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
