// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// The changes that a member makes to an open store; `StoreFile.update` puts them on the disk.
extension OpenStore {
  /// What `set` did.
  package enum Change: Sendable, Equatable {
    /// The name is new.
    case added
    /// The name has a new value or new details, or is in another group.
    case replaced
    /// Value and details are what they were, so the line stays as it is.
    case unchanged
  }

  /// Seals a value under a name.
  ///
  /// A note of nil keeps the note there was; an expiry belongs to the value and goes with it. A group of nil keeps
  /// the group there was; a new name then goes to `groupForNewNames`.
  package func set(
    _ name: String, to value: borrowing SecretBytes, note: String?, expires: Int64?, now: Int64,
    group: String? = nil
  ) throws(StoreError) -> Change {
    let index = store.document.entries.firstIndex { $0.name == name }
    guard let index else {
      let details = SecretDetails(created: now, expires: expires, note: note ?? "")
      let group = if let group { group } else { try groupForNewNames() }
      let sealing = try sealing(for: group)
      store.document.entries.append(
        try seal(sealing, name, version: nextVersion(of: name), value, details))
      return .added
    }
    let old = store.document.entries[index]
    var details = try self.details(of: name)
    let isSameValue = try self.value(of: name).isEqual(to: value)
    let before = details
    let group = group ?? old.text(.group)
    if let note { details.note = note }
    if let expires { details.expires = expires }
    if isSameValue, details == before, group == old.text(.group) { return .unchanged }
    if !isSameValue {
      details.created = now
      details.expires = expires
    }
    store.document.entries[index] = try seal(
      sealing(for: group), name, version: nextVersion(of: name), value, details)
    return .replaced
  }

  /// Takes secrets away; all names must be there.
  package func remove(_ names: [String]) throws(StoreError) {
    for name in names { note(removed: try entry(name)) }
    store.document.entries.removeAll { names.contains($0.name) }
  }

  /// Gives a secret another name.
  ///
  /// The name is bound into its boxes, so they are made anew.
  package func rename(_ old: String, to new: String) throws(StoreError) {
    guard NameRules.isSecretName(new) else { throw .invalidName(new) }
    let record = try entry(old)
    guard !store.names.contains(new) else { throw .secretExists(name: new) }
    let value = try value(of: old)
    let details = try details(of: old)
    note(removed: record)
    let renamed = try seal(
      sealing(for: record.text(.group)), new, version: nextVersion(of: new), value, details)
    store.document.entries.removeAll { $0.name == old }
    store.document.entries.append(renamed)
  }

  /// Signs a scope file as the one that may be used.
  package func approve(_ scopeFile: [UInt8]) throws(StoreError) {
    let signing = Signing(storeID: store.document.id, identity: identity)
    store.document.config = try ConfigApproval.record(scopeFile, signing)
  }

  /// One more than the highest version of a name, as far as this machine knows; 1 for a name that is new.
  ///
  /// A name that was taken away goes on counting, so that its old line is not taken for a newer one.
  func nextVersion(of name: String) -> UInt64 {
    let current = store.document.entries.first { $0.name == name }?.number(.version) ?? 0
    return max(current, memory.versions[name] ?? 0) + 1
  }

  func seal(
    _ sealing: EntrySealing, _ name: String, version: UInt64, _ value: borrowing SecretBytes,
    _ details: SecretDetails
  ) throws(StoreError) -> Record {
    let record = try sealing.entry(name, version: version, value, details, by: identity)
    if version > 1 { memory.versions[name] = version }
    return record
  }

  func sealing(for group: String) throws(StoreError) -> EntrySealing {
    let keys = try groupKeys(group)
    return EntrySealing(
      storeID: store.document.id, group: group, epoch: keys.epoch,
      groupKey: keys.keys.publicKey)
  }

  private func note(removed record: Record) {
    memory.versions[record.name] = max(
      record.number(.version), memory.versions[record.name] ?? 1)
  }
}
