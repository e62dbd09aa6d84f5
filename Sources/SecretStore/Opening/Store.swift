// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// A sealed store as it was read: well formed, but nothing verified or opened.
package struct Store {
  /// Where it was read.
  package let path: String
  var document: StoreDocument

  /// Reads and parses the store at `path`.
  package static func read(_ path: String) throws(StoreError) -> Store {
    try Store(path: path, bytes: readBytes(path))
  }

  /// Parses a store that was read already; `path` is where it belongs.
  package init(path: String, bytes: [UInt8]) throws(StoreError) {
    self.path = path
    document = try StoreDocument(parsing: bytes)
  }

  /// The bytes of its file: records in order, those that were not touched as they were read.
  package var bytes: [UInt8] { document.serialized() }

  /// What tells this store from every other, as its file has it.
  package var id: String { String(decoding: Base64.encode(document.id), as: UTF8.self) }

  /// The names of all secrets, in the order of the file.
  package var names: [String] { document.entries.map(\.name) }

  /// Whether a scope file was ever approved for this store.
  package var hasConfig: Bool { document.config != nil }

  static func readBytes(_ path: String) throws(StoreError) -> [UInt8] {
    let bytes: [UInt8]?
    do throws(SystemCallError) {
      bytes = try FileReading.bytes(of: path, limit: StoreLimits.file)
    } catch {
      throw error.isMissing ? .noStore(path: path) : .system(error)
    }
    guard let bytes else { throw .overLimit("the file") }
    return bytes
  }
}
