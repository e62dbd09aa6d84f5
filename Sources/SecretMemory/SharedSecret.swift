// SPDX-License-Identifier: Apache-2.0

/// A secret that collections may hold: a counted reference to bytes that exist once, wiped with the last
/// reference.
///
/// Swift's arrays and dictionaries take copyable elements only, and `SecretBytes` is not.
package final class SharedSecret: Sendable {
  /// The bytes; borrowed, never moved out.
  package let bytes: SecretBytes

  /// Takes the ownership of `bytes`.
  package init(_ bytes: consuming SecretBytes) {
    self.bytes = bytes
  }
}
