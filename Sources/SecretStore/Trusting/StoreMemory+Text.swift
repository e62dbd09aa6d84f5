// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The text form: a first line with the store's id, a line for each fact, and a MAC as the last line.
extension StoreMemory {
  private static let macCount = 32
  private static let newline = UInt8(ascii: "\n")

  /// The file's bytes; the MAC is keyed with the identity's third key, so that only its owner can write one.
  func text(storeID: [UInt8], key: borrowing SecretBytes) -> [UInt8] {
    var lines = [Self.firstLine(storeID)]
    lines += signers.map { "signer \(Fingerprint.text($0.key)) \($0.label)" }
    lines += epochs.sorted { $0.key < $1.key }.map { "epoch \($0.key) \($0.value)" }
    lines += versions.sorted { $0.key < $1.key }.map { "version \($0.key) \($0.value)" }
    let body = Array(lines.map { $0 + "\n" }.joined().utf8)
    let mac = Digest.keyed(body, with: key, count: Self.macCount)
    return body + Array("mac \(String(decoding: Base64.encode(mac), as: UTF8.self))\n".utf8)
  }

  /// Reads a file; nil when its MAC is not right or it is not of this store.
  init?(text: [UInt8], storeID: [UInt8], key: borrowing SecretBytes) {
    guard text.last == Self.newline else { return nil }
    let start = (text.dropLast().lastIndex(of: Self.newline) ?? -1) + 1
    let body = Array(text[..<start])
    let mac = Digest.keyed(body, with: key, count: Self.macCount)
    guard text[start...].elementsEqual(Array("mac ".utf8) + Base64.encode(mac) + [Self.newline])
    else { return nil }
    let lines = body.split(separator: Self.newline)
    guard let first = lines.first, first.elementsEqual(Self.firstLine(storeID).utf8) else {
      return nil
    }
    self.init()
    for line in lines.dropFirst() where !take(line) { return nil }
  }

  private static func firstLine(_ storeID: [UInt8]) -> String {
    "secrun-trust 1 id=\(String(decoding: Base64.encode(storeID), as: UTF8.self))"
  }

  private mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
    let words = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    guard words.count == 3 else { return false }
    switch words[0] {
    case "signer":
      guard let key = Fingerprint.key(words[1]) else { return false }
      trust(key, label: words[2])
    case "epoch": epochs[words[1]] = UInt64(words[2])
    case "version": versions[words[1]] = UInt64(words[2])
    default: return false
    }
    return true
  }
}
