// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// Where what this machine remembers of a store is kept: one file for each store and identity.
///
/// A pin inside the repository would be no pin, since whoever can write the store could write it too.
package struct StoreMemoryFile {
  /// Where the file is or would be.
  package let path: String
  private let storeID: [UInt8]
  private let identity: Identity
  private static let sizeLimit = 1024 * 1024
  private static let lockSeconds = 10

  /// The file in a folder that belongs to the user.
  package init(in folder: String, of store: Store, for identity: Identity) {
    storeID = store.document.id
    self.identity = identity
    path = Self.path(in: folder, storeID, identity)
  }

  /// The file of a store and an identity.
  static func path(in folder: String, _ storeID: [UInt8], _ identity: Identity) -> String {
    let owner = Hexadecimal.text(Array(identity.encryption.publicKey.prefix(4)))
    return "\(folder)/\(Hexadecimal.text(storeID))-\(owner)"
  }

  /// What is remembered; nothing when there is no file.
  package func read() throws(StoreError) -> StoreMemory {
    let text: [UInt8]?
    do throws(SystemCallError) {
      text = try FileReading.bytes(of: path, limit: Self.sizeLimit)
    } catch {
      if error.isMissing { return StoreMemory() }
      throw .system(error)
    }
    guard let text,
      let memory = StoreMemory(text: text, storeID: storeID, key: identity.stateKey)
    else { throw .memoryDamaged(path: path) }
    return memory
  }

  /// Changes what is remembered, under a lock on the folder.
  package func update<R>(_ edit: (inout StoreMemory) -> R) throws(StoreError) -> R {
    let folder = Path.folder(of: path)
    let lock = try inSystem { () throws(SystemCallError) in
      try FileWriting.makeFolder(folder, permissions: 0o700)
      return try FileLock.take(folder: folder, seconds: Self.lockSeconds)
    }
    guard let lock else { throw .locked(folder: folder) }
    defer { _ = lock }
    let before = try read()
    var memory = before
    let result = edit(&memory)
    guard memory != before else { return result }
    let text = memory.text(storeID: storeID, key: identity.stateKey)
    do throws(SystemCallError) {
      try FileWriting.Draft(for: path, text, permissions: 0o600).putInPlace()
    } catch {
      throw .system(error)
    }
    return result
  }
}
