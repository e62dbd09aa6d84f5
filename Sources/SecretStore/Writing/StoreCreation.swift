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
    let keys = try inMemory { () throws(SecretMemoryError) in try EncryptionKeyPair.random() }

    var group = RecordWriter(.group, name: groupName)
    group.append(.epoch, 1)
    group.append(.publicKey, keys.publicKey)
    document.groups = [try signing.signed(group)]

    var member = RecordWriter(.member, name: label)
    member.append(.group, groupName)
    member.append(.epoch, 1)
    member.append(.encryption, identity.encryption.publicKey)
    member.append(.verification, identity.signer ?? [])
    member.append(.wrap, try wrap(keys, for: identity, document.id))
    document.members = [try signing.signed(member)]

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

  private static func wrap(
    _ keys: borrowing EncryptionKeyPair, for identity: Identity, _ storeID: [UInt8]
  ) throws(StoreError) -> [UInt8] {
    do throws(SecretMemoryError) {
      let context = GroupWrap.context(storeID, groupName, 1, keys.publicKey)
      let content = try context.followed(by: keys.secretKey)
      return try SealedBox.seal(content, to: identity.encryption.publicKey)
    } catch {
      throw .memory(error)
    }
  }
}
