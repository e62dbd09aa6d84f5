// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Adding members to groups, and taking them out.
extension OpenStore {
  /// Gives an identity access to a group; a group that is not there is made, with the identity at hand in it too.
  ///
  /// Returns whether the group was made.
  package func addMember(
    _ label: String, _ newcomer: PublicIdentity, to group: String, ownLabel: String
  ) throws(StoreError) -> Bool {
    guard NameRules.isLabel(Array(label.utf8)) else { throw .invalidLabel(label) }
    let isNew = try makeGroupIfMissing(
      group, ownLabel: isSelf(newcomer) ? label : self.ownLabel ?? ownLabel)
    if isNew, isSelf(newcomer) { return true }
    let others = store.document.members.filter { $0.text(.group) == group }
    let key = Fingerprint.text(newcomer.encryption)
    guard !others.contains(where: { $0.name == label || $0.text(.encryption) == key }) else {
      throw .memberExists(label: label, group: group)
    }
    store.document.members.append(
      try writing.member(label, newcomer, of: group, try groupKeys(group)))
    return isNew
  }

  /// Makes a group with the identity at hand as its only member; false when it was there.
  package func makeGroupIfMissing(
    _ group: String, ownLabel: String
  ) throws(StoreError) -> Bool {
    guard NameRules.isLabel(Array(group.utf8)) else { throw .invalidLabel(group) }
    guard !store.document.groups.contains(where: { $0.name == group }) else { return false }
    let keys = try GroupKeys(newAt: (memory.epochs[group] ?? 0) + 1)
    store.document.groups.append(try writing.group(group, keys))
    store.document.members.append(
      try writing.member(self.ownLabel ?? ownLabel, identity.publicPart, of: group, keys))
    groups[group] = keys
    return true
  }

  /// Takes a member out of one group, or of all that it is in; each gets a new key, and its secrets are sealed anew.
  ///
  /// Returns the secrets that the member could read: they stay readable in older copies of the file.
  package func removeMember(
    _ label: String, from group: String?
  ) throws(StoreError) -> [String] {
    let leaving = store.document.members.filter {
      $0.name == label && (group == nil || $0.text(.group) == group)
    }
    guard !leaving.isEmpty else { throw .noMember(label: label, group: group) }
    let names = leaving.map { $0.text(.group) }
    for member in leaving {
      guard try member.bytes(.encryption) != identity.encryption.publicKey else {
        throw .memberNeeded(label: label, group: member.text(.group))
      }
    }
    for group in names { try rotate(group, leavingOut: label) }
    let staying = Set(store.document.members.map { $0.text(.verification) })
    for member in leaving where !staying.contains(member.text(.verification)) {
      let key = try member.bytes(.verification)
      try takeOver(from: key)
      distrusted.append(key)
    }
    return store.document.entries.filter { names.contains($0.text(.group)) }.map(\.name).sorted()
  }

  /// Signs in place of somebody who left what could not be used any more without that signer: the scope file, and
  /// what is in groups that the identity at hand is in too.
  private func takeOver(from signer: [UInt8]) throws(StoreError) {
    // Somebody who was never trusted signed nothing that counts.
    guard isTrusted(signer) else { return }
    let own = Set(ownGroups)
    let text = Fingerprint.text(signer)
    let signing = Signing(storeID: store.document.id, identity: identity)
    try store.document.replaceSigned { record throws(StoreError) in
      let group = record.kind == .group ? record.name : record.text(.group)
      guard record.text(.signer) == text, record.kind == .config || own.contains(group) else {
        return record
      }
      try verify(record)
      return try signing.signed(RecordWriter(unsigned: record))
    }
  }

  var writing: GroupWriting {
    GroupWriting(signing: Signing(storeID: store.document.id, identity: identity))
  }

  /// What the identity at hand is called in the store.
  private var ownLabel: String? {
    let key = Fingerprint.text(identity.encryption.publicKey)
    return store.document.members.first { $0.text(.encryption) == key }?.name
  }

  private func isSelf(_ other: PublicIdentity) -> Bool {
    other.encryption == identity.encryption.publicKey
  }
}
