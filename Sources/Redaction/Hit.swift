// SPDX-License-Identifier: Apache-2.0

/// How often one secret was redacted in one encoding on one stream.
package struct Hit: Equatable, Sendable {
  /// The name of the secret.
  package let name: String
  /// How it was written.
  package let encoding: Encoding
  /// The number of placeholders that stand for it.
  package internal(set) var count: Int

  /// A count for one name and encoding.
  package init(name: String, encoding: Encoding, count: Int) {
    self.name = name
    self.encoding = encoding
    self.count = count
  }
}
