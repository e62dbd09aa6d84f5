// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// How a line of the log hangs in the chain: its number in front, and three fields of fixed length at its end.
///
///     {"seq":7,…,"prev":"<43>","next":"<43>","sig":"<86>"}
///
/// `prev` is the hash of the line before, `next` the public key of the line behind, `sig` the signature of all that
/// stands before `,"sig"`. The first line of a chain has its own public key as `"key":"<43>"` before `prev`.
struct ChainLink {
  static let hashCount = 32
  private static let label = "secrun/audit/v1"
  private static let head = Array("{\"seq\":".utf8)
  private static let keyTextCount = 43
  private static let signatureTextCount = 86

  let number: UInt64
  let previous: [UInt8]
  let next: [UInt8]
  /// The line's own public key, where a chain begins.
  let ownKey: [UInt8]?
  private let signed: [UInt8]
  private let signature: [UInt8]

  /// Reads a line without its end; nil when it is no record.
  init?(_ line: [UInt8]) {
    guard line.starts(with: Self.head), line.last == UInt8(ascii: "}") else { return nil }
    let digits = line.dropFirst(Self.head.count).prefix { 0x30...0x39 ~= $0 }
    guard 1...19 ~= digits.count, digits.count == 1 || digits.first != 0x30,
      line.dropFirst(Self.head.count + digits.count).first == UInt8(ascii: ","),
      let number = UInt64(String(decoding: digits, as: UTF8.self))
    else { return nil }
    var rest = line.dropLast()
    guard let signature = Self.takeField("sig", Self.signatureTextCount, &rest) else { return nil }
    let signed = Array(rest)
    guard let next = Self.takeField("next", Self.keyTextCount, &rest),
      let previous = Self.takeField("prev", Self.keyTextCount, &rest)
    else { return nil }
    self.number = number
    self.signed = signed
    self.signature = signature
    self.next = next
    self.previous = previous
    ownKey = Self.takeField("key", Self.keyTextCount, &rest)
  }

  /// Whether the line is signed by the owner of `key`.
  func isSigned(by key: [UInt8]) -> Bool {
    SigningKeyPair.isValid(signature, of: Self.message(signed), by: key)
  }

  /// The hash by which the next line names a line, given without its end; BLAKE2b-256.
  static func hash(of line: [UInt8]) -> [UInt8] { Digest.blake2b(line, count: hashCount) }

  /// A line of the chain, without its end.
  static func line(
    _ number: UInt64, _ content: JSONLine, startsChain: Bool, previous: [UInt8],
    key: ChainKey, next: [UInt8]
  ) -> [UInt8] {
    var chain = JSONLine()
    if startsChain { chain.add("key", text(key.publicKey)) }
    chain.add("prev", text(previous))
    chain.add("next", text(next))
    let comma = [UInt8(ascii: ",")]
    let signed = head + Array(String(number).utf8) + comma + content.bytes + comma + chain.bytes
    let signature = text(key.signature(of: message(signed)))
    return signed + Array(",\"sig\":\"\(signature)\"}".utf8)
  }

  private static func message(_ signed: [UInt8]) -> [UInt8] {
    var message = Framing(label)
    message.append(signed)
    return message.bytes
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: Base64.encode(bytes), as: UTF8.self)
  }

  /// Takes `,"NAME":"…"` with a text of that length from the end.
  private static func takeField(
    _ name: String, _ count: Int, _ rest: inout ArraySlice<UInt8>
  ) -> [UInt8]? {
    let front = Array(",\"\(name)\":\"".utf8)
    let field = rest.suffix(front.count + count + 1)
    guard field.count == front.count + count + 1, field.starts(with: front),
      field.last == UInt8(ascii: "\""),
      let bytes = try? Base64.decode(Array(field.dropFirst(front.count).dropLast()))
    else { return nil }
    rest.removeLast(field.count)
    return bytes
  }
}
