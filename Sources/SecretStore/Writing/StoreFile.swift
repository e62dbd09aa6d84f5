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
  /// the file meanwhile, the edit is made again on the new content. What this machine remembers of the store, and the
  /// former values of what was changed, are kept in `folder`; nil keeps nothing.
  package static func update<R>(
    _ path: String, identity: Identity, remembering folder: String? = nil,
    _ edit: (OpenStore) throws(StoreError) -> (R, Bool)
  ) throws(StoreError) -> R {
    try replace(path) { before throws(StoreError) in
      let store = try OpenStore.opening(before, identity, remembering: folder)
      try store.refuseRollback()
      let (result, isChanged) = try edit(store)
      guard isChanged else { return (result, nil) }
      let after = store.store.bytes
      let former = try PreviousVersions(replacedIn: before, by: store)
      return (
        result,
        Replacement(
          bytes: after,
          verify: { written throws(StoreError) in
            try verify(written, before, store.copy(of: written))
          },
          keep: { () throws(StoreError) in
            guard let folder else { return }
            try former.keep(in: folder)
            try store.remember(in: folder)
          })
      )
    }
  }

  /// Adds to the store at `path` what needs no identity; `edit` gives the new content.
  package static func update<R>(
    _ path: String, _ edit: (Store) throws(StoreError) -> (Store, R)
  ) throws(StoreError) -> R {
    try replace(path) { before throws(StoreError) in
      let (after, result) = try edit(before)
      return (
        result,
        Replacement(
          bytes: after.bytes,
          verify: { written throws(StoreError) in
            _ = try StoreDocument(parsing: written.bytes)
          },
          keep: { () throws(StoreError) in })
      )
    }
  }

  /// What the file is to become.
  private struct Replacement {
    let bytes: [UInt8]
    /// Looks at what was written, before it replaces anything.
    let verify: (Store) throws(StoreError) -> Void
    /// Keeps elsewhere what must not be lost, just before the file is replaced.
    let keep: () throws(StoreError) -> Void
  }

  private static func replace<R>(
    _ path: String, _ edit: (Store) throws(StoreError) -> (R, Replacement?)
  ) throws(StoreError) -> R {
    guard let path = Path.followingLinks(path) else { throw .noStore(path: path) }
    let lock = try lock(Path.folder(of: path))
    defer { _ = lock }
    for _ in 0..<attempts {
      let before = try Store.readBytes(path)
      let (result, replacement) = try edit(try Store(path: path, bytes: before))
      guard let replacement else { return result }
      if try put(replacement, before, at: path) { return result }
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
  private static func put(
    _ replacement: Replacement, _ before: [UInt8], at path: String
  ) throws(StoreError) -> Bool {
    guard replacement.bytes.count <= StoreLimits.file else { throw .overLimit("the file") }
    let permissions = FileStatus.of(path)?.permissions ?? 0o644
    let draft = try inSystem { () throws(SystemCallError) in
      try FileWriting.Draft(for: path, replacement.bytes, permissions: permissions)
    }
    let written = try Store.readBytes(draft.path)
    guard written == replacement.bytes else { throw .writeNotVerified }
    try replacement.verify(try Store(path: path, bytes: written))
    guard try Store.readBytes(path) == before else { return false }
    try replacement.keep()
    do throws(SystemCallError) { try draft.putInPlace() } catch { throw .system(error) }
    return true
  }

  /// Opens, in what was read back from the disk, every entry that was not there before, and the scope file.
  private static func verify(
    _ written: Store, _ before: Store, _ store: OpenStore
  ) throws(StoreError) {
    let known = Set(before.document.entries.map(\.line))
    for entry in written.document.entries where !known.contains(entry.line) {
      _ = try store.value(of: entry.name)
      _ = try store.details(of: entry.name)
    }
    _ = try store.approvedConfig()
  }
}
