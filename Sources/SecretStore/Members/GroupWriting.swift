// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Making the records of a group and its members.
struct GroupWriting {
  /// What stands for the signing key of a read-only member; no signature is valid under it.
  static let noKey = [UInt8](repeating: 0, count: SigningKeyPair.keyCount)

  let signing: Signing

  /// The signed record of a group.
  func group(_ name: String, _ keys: GroupKeys) throws(StoreError) -> Record {
    var group = RecordWriter(.group, name: name)
    group.append(.epoch, keys.epoch)
    group.append(.publicKey, keys.keys.publicKey)
    return try signing.signed(group)
  }

  /// The signed record of a member, with the group's secret key wrapped for it.
  func member(
    _ label: String, _ identity: PublicIdentity, of group: String, _ keys: GroupKeys
  ) throws(StoreError) -> Record {
    var member = RecordWriter(.member, name: label)
    member.append(.group, group)
    member.append(.epoch, keys.epoch)
    member.append(.encryption, identity.encryption)
    member.append(.verification, identity.verification ?? Self.noKey)
    member.append(.wrap, try wrap(keys, of: group, for: identity))
    return try signing.signed(member)
  }

  private func wrap(
    _ keys: GroupKeys, of group: String, for identity: PublicIdentity
  ) throws(StoreError) -> [UInt8] {
    try inMemory { () throws(SecretMemoryError) in
      let context = GroupWrap.context(signing.storeID, group, keys.epoch, keys.keys.publicKey)
      let content = try context.followed(by: keys.keys.secretKey)
      return try SealedBox.seal(content, to: identity.encryption)
    }
  }
}
