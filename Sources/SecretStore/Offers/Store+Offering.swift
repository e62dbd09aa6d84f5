// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

extension Store {
  /// Adds a secret that nobody signed, sealed for a group; needs no identity.
  ///
  /// The group's own signature must be right; with `signer` it must be by that key, since whoever can write the file
  /// could put another group's key there to read what is offered. Returns who signed the group's key.
  package func offering(
    _ name: String, _ value: borrowing SecretBytes, _ details: SecretDetails, for group: String?,
    signer: [UInt8]?
  ) throws(StoreError) -> (store: Store, group: String, signer: [UInt8]) {
    let group = try groupForOffers(group)
    let found = try group.bytes(.signer)
    guard signer == nil || signer == found else {
      throw .untrustedSigner(
        record: group.title, line: group.lineNumber, signer: Fingerprint.text(found))
    }
    let message = try SignedMessage.of(group, storeID: document.id)
    guard SigningKeyPair.isValid(try group.bytes(.signature), of: message, by: found) else {
      throw .altered(record: group.title, line: group.lineNumber)
    }
    let sealing = EntrySealing(
      storeID: document.id, group: group.name, epoch: group.number(.epoch),
      groupKey: try group.bytes(.publicKey))
    let version = document.entries.first { $0.name == name }?.number(.version) ?? 0
    guard document.offers.count < StoreLimits.offers else {
      throw .overLimit("the number of offer records")
    }
    var store = self
    store.document.offers.append(
      try sealing.offer(name, version: version + 1, value, details))
    return (store, group.name, found)
  }

  private func groupForOffers(_ name: String?) throws(StoreError) -> Record {
    if let name {
      guard let group = document.groups.first(where: { $0.name == name }) else {
        throw .noGroup(name, existing: groupNames)
      }
      return group
    }
    if let group = document.groups.first(where: { $0.name == StoreCreation.groupName }) {
      return group
    }
    guard let group = document.groups.first, document.groups.count == 1 else {
      throw .whichGroup(groupNames)
    }
    return group
  }
}
