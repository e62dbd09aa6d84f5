// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// The changes that a member makes to an open store; `StoreFile.update` puts them on the disk.
extension OpenStore {
  /// What `set` did.
  package enum Change: Sendable, Equatable {
    /// The name is new.
    case added
    /// The name has a new value or new details.
    case replaced
    /// Value and details are what they were, so the line stays as it is.
    case unchanged
  }

  /// Seals a value under a name.
  ///
  /// A note of nil keeps the note there was; an expiry belongs to the value and goes with it.
  package func set(
    _ name: String, to value: borrowing SecretBytes, note: String?, expires: Int64?, now: Int64
  ) throws(StoreError) -> Change {
    let index = store.document.entries.firstIndex { $0.name == name }
    guard let index else {
      let details = SecretDetails(created: now, expires: expires, note: note ?? "")
      let sealing = try sealing(for: StoreCreation.groupName)
      store.document.entries.append(try sealing.entry(name, version: 1, value, details))
      return .added
    }
    let old = store.document.entries[index]
    var details = try self.details(of: name)
    let isSameValue = try self.value(of: name).isEqual(to: value)
    let before = details
    if let note { details.note = note }
    if let expires { details.expires = expires }
    if isSameValue, details == before { return .unchanged }
    if !isSameValue {
      details.created = now
      details.expires = expires
    }
    store.document.entries[index] = try sealing(for: old.text(.group)).entry(
      name, version: old.number(.version) + 1, value, details)
    return .replaced
  }

  /// Takes secrets away; all names must be there.
  package func remove(_ names: [String]) throws(StoreError) {
    for name in names { _ = try entry(name) }
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
    let renamed = try sealing(for: record.text(.group)).entry(new, version: 1, value, details)
    store.document.entries.removeAll { $0.name == old }
    store.document.entries.append(renamed)
  }

  /// Signs a scope file as the one that may be used.
  package func approve(_ scopeFile: [UInt8]) throws(StoreError) {
    let signing = Signing(storeID: store.document.id, identity: identity)
    store.document.config = try ConfigApproval.record(scopeFile, signing)
  }

  private func sealing(for group: String) throws(StoreError) -> EntrySealing {
    EntrySealing(
      storeID: store.document.id, group: group, groupKeys: try groupKeys(group),
      identity: identity)
  }
}
