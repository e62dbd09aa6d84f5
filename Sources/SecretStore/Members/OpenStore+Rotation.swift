// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// New keys for groups and everything that is sealed to them.
extension OpenStore {
  /// Gives a group a new key pair at the next epoch, and every secret in it a new data key.
  ///
  /// Members that stay must be vouched for by a trusted signer, since each gets the new key.
  package func rotate(_ group: String, leavingOut label: String? = nil) throws(StoreError) {
    let old = try groupKeys(group)
    for member in store.document.members where member.text(.group) == group { try verify(member) }
    let entries = try contents(.entry, of: group)
    let offers = try contents(.offer, of: group)
    let new = try GroupKeys(newAt: old.epoch + 1)
    let sealing = EntrySealing(
      storeID: store.document.id, group: group, epoch: new.epoch, groupKey: new.keys.publicKey)
    for content in entries {
      let name = store.document.entries[content.index].name
      store.document.entries[content.index] = try seal(
        sealing, name, version: nextVersion(of: name), content.value.bytes, content.details)
    }
    for content in offers {
      let offer = store.document.offers[content.index]
      store.document.offers[content.index] = try sealing.offer(
        offer.name, version: offer.number(.version), content.value.bytes, content.details)
    }
    try replaceMembers(of: group, new, leavingOut: label)
    groups[group] = new
    memory.epochs[group] = new.epoch
  }

  private struct Content {
    let index: Int
    let value: SharedSecret
    let details: SecretDetails
  }

  /// What is sealed to a group; an offer that does not open is left as it is, since anybody may have written it.
  private func contents(_ kind: RecordKind, of group: String) throws(StoreError) -> [Content] {
    let records = kind == .entry ? store.document.entries : store.document.offers
    var contents: [Content] = []
    for (index, record) in records.enumerated() where record.text(.group) == group {
      if kind == .entry {
        try verify(record)
        contents.append(try content(of: record, at: index))
      } else if let content = try? content(of: record, at: index) {
        contents.append(content)
      }
    }
    return contents
  }

  private func content(of record: Record, at index: Int) throws(StoreError) -> Content {
    let value = SharedSecret(try unseal(record, .nonce, .box) { $0.value })
    return Content(index: index, value: value, details: try unsealDetails(record))
  }

  private func replaceMembers(
    of group: String, _ keys: GroupKeys, leavingOut label: String?
  ) throws(StoreError) {
    store.document.members.removeAll { $0.text(.group) == group && $0.name == label }
    for (index, member) in store.document.members.enumerated() where member.text(.group) == group {
      let key = try member.bytes(.verification)
      let staying = PublicIdentity(
        encryption: try member.bytes(.encryption),
        verification: key == GroupWriting.noKey ? nil : key)
      store.document.members[index] = try writing.member(member.name, staying, of: group, keys)
    }
    for (index, record) in store.document.groups.enumerated() where record.name == group {
      store.document.groups[index] = try writing.group(group, keys)
    }
  }
}
