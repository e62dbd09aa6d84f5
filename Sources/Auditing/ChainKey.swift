// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The key of one place in the chain; it signs one record, and moves forward to that of the next.
///
/// K(n+1) is derived from K(n) by a one-way function, and K(n) is overwritten: who takes the machine over has the
/// present key and can compute every later one, but none that a record was written with. A MAC under such keys could
/// be checked only by who has the first one, and would be forged by who finds it. So the key gives an Ed25519 pair;
/// each record announces the public half that the next will be signed with, and no secret is needed for checking.
final class ChainKey: Sendable {
  /// The length in bytes.
  static let count = SecretBytes.masterKeyCount

  /// What the derived keys are for.
  private enum Purpose: UInt64 {
    case next = 1
    case signing = 2
  }

  private let bytes: SecretBytes
  private let pair: SigningKeyPair

  /// The key with these bytes.
  init(_ bytes: consuming SecretBytes) throws(SecretMemoryError) {
    pair = try SigningKeyPair(seed: bytes.derivedKey(Purpose.signing.rawValue))
    self.bytes = bytes
  }

  /// The first key of a chain.
  static func random() throws(SecretMemoryError) -> ChainKey {
    try ChainKey(RandomBytes.secret(count))
  }

  /// The half that checks the record at this place.
  var publicKey: [UInt8] { pair.publicKey }

  /// The key of the next place.
  func next() throws(SecretMemoryError) -> ChainKey {
    try ChainKey(bytes.derivedKey(Purpose.next.rawValue))
  }

  /// The signature of the record at this place.
  func signature(of message: [UInt8]) -> [UInt8] { pair.signature(of: message) }

  /// Puts the key into the bytes of a state.
  func write(to state: inout SecretBytes, at offset: Int) {
    state.replace(at: offset, with: bytes, 0..<Self.count)
  }
}
