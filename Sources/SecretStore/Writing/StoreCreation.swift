// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// Making an empty store with one group and one member.
package enum StoreCreation {
  /// The group that a new store has.
  package static let groupName = "default"

  /// The bytes of a store that `identity` owns, with `scopeFile` approved when there is one.
  package static func newStore(
    for identity: Identity, label: String, scopeFile: [UInt8]?
  ) throws(StoreError) -> [UInt8] {
    var document = StoreDocument(id: RandomBytes.visible(16))
    let signing = Signing(storeID: document.id, identity: identity)
    let writing = GroupWriting(signing: signing)
    let keys = try GroupKeys(newAt: 1)
    document.groups = [try writing.group(groupName, keys)]
    document.members = [try writing.member(label, identity.publicPart, of: groupName, keys)]
    if let scopeFile { document.config = try ConfigApproval.record(scopeFile, signing) }
    return document.serialized()
  }

  /// Puts a new store at `path`; false when something is there already and may not be replaced.
  package static func write(
    _ bytes: [UInt8], to path: String, replacing: Bool
  ) throws(StoreError) -> Bool {
    _ = try StoreDocument(parsing: bytes)
    do throws(SystemCallError) {
      try FileWriting.makeFolder(Path.folder(of: path), permissions: 0o755)
      let draft = try FileWriting.Draft(for: path, bytes, permissions: 0o644)
      guard replacing else { return try draft.putInEmptyPlace() }
      try draft.putInPlace()
      return true
    } catch {
      throw .system(error)
    }
  }
}
