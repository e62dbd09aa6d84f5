// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The key pair of a group, as one of its members unwrapped it or is about to hand it out.
final class GroupKeys {
  let epoch: UInt64
  let keys: EncryptionKeyPair

  /// A new random pair.
  init(newAt epoch: UInt64) throws(StoreError) {
    self.epoch = epoch
    keys = try inMemory { () throws(SecretMemoryError) in try EncryptionKeyPair.random() }
  }

  /// Verifies the group and the member record of the identity at hand, and opens its wrap.
  init(_ name: String, in store: OpenStore) throws(StoreError) {
    let document = store.store.document
    let own = store.identity.encryption.publicKey
    guard let group = document.groups.first(where: { $0.name == name }),
      let member = document.member(with: own, of: name)
    else { throw .notAMember(group: name) }
    try store.verify(group)
    try store.verify(member)
    epoch = group.number(.epoch)
    try store.refuseRollback(group)
    let publicKey = try group.bytes(.publicKey)
    let wrap = try member.bytes(.wrap)
    do throws(SecretMemoryError) {
      let content = try SealedBox.open(wrap, with: store.identity.encryption)
      let context = GroupWrap.context(document.id, name, epoch, publicKey)
      guard let secretKey = try context.field(of: EncryptionKeyPair.keyCount, after: content) else {
        throw .notAuthentic
      }
      keys = try EncryptionKeyPair(secretKey: secretKey)
      guard keys.publicKey == publicKey else { throw .notAuthentic }
    } catch .notAuthentic {
      throw .doesNotOpen(record: member.title, line: member.lineNumber)
    } catch {
      throw .memory(error)
    }
  }
}

/// What a group's secret key is wrapped with; it stands inside, because a sealed box takes no associated data.
enum GroupWrap {
  static func context(
    _ storeID: [UInt8], _ group: String, _ epoch: UInt64, _ publicKey: [UInt8]
  ) -> Framing {
    var context = Framing("secrun/group/v1")
    context.append(storeID)
    context.append(group)
    context.append(epoch)
    context.append(publicKey)
    return context
  }
}
