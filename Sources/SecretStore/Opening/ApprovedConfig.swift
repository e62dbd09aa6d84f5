// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The scope file as a trusted signer approved it.
///
/// Its text lies in the store too, since a digest alone could say that the file changed but not how.
package struct ApprovedConfig: Sendable, Equatable {
  /// The file's bytes.
  package let text: [UInt8]

  /// Whether `file` is what was approved.
  package func isSame(as file: [UInt8]) -> Bool { text == file }

  init(_ record: Record) throws(StoreError) {
    text = try record.bytes(.text)
    guard try Self.digest(of: text) == record.bytes(.digest) else {
      throw .altered(record: record.title, line: record.lineNumber)
    }
  }

  static func digest(of text: [UInt8]) -> [UInt8] {
    Digest.blake2b(text, count: 32)
  }
}
