// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// A signer's public key as people see and compare it: the whole key in base64, 43 characters.
///
/// It is no longer than a digest of it would be, and it is what stands in the store as `by` and `ver`.
package enum Fingerprint {
  /// The text of a key.
  package static func text(_ key: [UInt8]) -> String {
    String(decoding: Base64.encode(key), as: UTF8.self)
  }

  /// The key of a text; nil when it is not the base64 of 32 bytes.
  package static func key(_ text: String) -> [UInt8]? {
    guard let key = try? Base64.decode(Array(text.utf8)),
      key.count == SigningKeyPair.keyCount
    else { return nil }
    return key
  }
}
