// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// Changing a store on the disk: a crash at any point leaves the old file or the new one.
package enum StoreFile {
  private static let lockSeconds = 10
  private static let attempts = 5

  /// Applies `edit` to the store at `path`, and writes it when `edit` says that something changed.
  ///
  /// Under a lock: read, edit, write a new file beside the old one, flush it, read it back and verify it, see that
  /// the live file is still the one that was read, rename, flush the folder. When git or an editor changed
  /// the file meanwhile, the edit is made again on the new content.
  package static func update<R>(
    _ path: String, identity: Identity, _ edit: (OpenStore) throws(StoreError) -> (R, Bool)
  ) throws(StoreError) -> R {
    guard let path = Path.followingLinks(path) else { throw .noStore(path: path) }
    let folder = Path.folder(of: path)
    let lock = try lock(folder)
    defer { _ = lock }
    for _ in 0..<attempts {
      let before = try Store.readBytes(path)
      let store = OpenStore(try Store(path: path, bytes: before), identity: identity)
      let (result, isChanged) = try edit(store)
      guard isChanged else { return result }
      let after = store.store.bytes
      if try replace(before, with: after, at: path, identity) { return result }
    }
    throw .changedMeanwhile
  }

  private static func lock(_ folder: String) throws(StoreError) -> FileLock {
    let lock: FileLock?
    do throws(SystemCallError) {
      lock = try FileLock.take(folder: folder, seconds: lockSeconds)
    } catch {
      throw .system(error)
    }
    guard let lock else { throw .locked(folder: folder) }
    return lock
  }

  /// Writes and verifies the new file; false when the live one is no longer `before`.
  private static func replace(
    _ before: [UInt8], with after: [UInt8], at path: String, _ identity: Identity
  ) throws(StoreError) -> Bool {
    guard after.count <= StoreLimits.file else { throw .overLimit("the file") }
    let permissions = FileStatus.of(path)?.permissions ?? 0o644
    let draft = try inSystem { () throws(SystemCallError) in
      try FileWriting.Draft(for: path, after, permissions: permissions)
    }
    try verify(draft.path, after, before, identity)
    guard try Store.readBytes(path) == before else { return false }
    do throws(SystemCallError) { try draft.putInPlace() } catch { throw .system(error) }
    return true
  }

  /// Reads the new file back from the disk, parses it, and opens every entry that was not there before.
  private static func verify(
    _ path: String, _ after: [UInt8], _ before: [UInt8], _ identity: Identity
  ) throws(StoreError) {
    let written = try Store.readBytes(path)
    guard written == after else { throw .writeNotVerified }
    let store = OpenStore(try Store(path: path, bytes: written), identity: identity)
    let known = Set(try StoreDocument(parsing: before).entries.map(\.line))
    for entry in store.store.document.entries where !known.contains(entry.line) {
      _ = try store.value(of: entry.name)
      _ = try store.details(of: entry.name)
    }
    _ = try store.approvedConfig()
    try store.verifyPins()
  }
}
