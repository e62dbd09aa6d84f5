// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore

/// `secrun://NAME`, which stands in a file for a secret of the store.
enum SecretReference {
  static let prefix = "secrun://"

  /// Whether a value begins as a reference does.
  static func isReference(_ value: borrowing SecretBytes) -> Bool {
    guard value.count >= prefix.utf8.count else { return false }
    for (offset, byte) in prefix.utf8.enumerated() where value[offset] != byte { return false }
    return true
  }

  /// The name that a reference holds; nil when it is none, and then nothing left the arena.
  static func name(in value: borrowing SecretBytes) -> String? {
    guard isReference(value) else { return nil }
    return value.name(prefix.utf8.count..<value.count)
  }
}
