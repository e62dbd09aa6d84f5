// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// A store together with the identity that opens it.
///
/// Each record is verified and opened when it is asked for, so that a run pays for its scope and not for the
/// store, and what is out of scope is never decrypted.
package final class OpenStore {
  /// The store as it was read, or as it will be written.
  package internal(set) var store: Store
  let identity: Identity
  private var groups: [String: GroupKeys] = [:]

  /// Pairs a store with an identity; nothing is opened yet.
  package init(_ store: Store, identity: Identity) {
    self.store = store
    self.identity = identity
  }

  /// The value of a secret, in the arena.
  package func value(of name: String) throws(StoreError) -> SecretBytes {
    let record = try entry(name)
    return try open(record, .nonce, .box) { $0.value }
  }

  /// What the store privately knows about a secret.
  package func details(of name: String) throws(StoreError) -> SecretDetails {
    let record = try entry(name)
    let content = try open(record, .metadataNonce, .metadataBox) { $0.metadata }
    guard let details = SecretDetails(content) else {
      throw .doesNotOpen(record: record.title, line: record.lineNumber)
    }
    return details
  }

  /// The group of a secret and how often its value was set.
  package func place(of name: String) throws(StoreError) -> (group: String, version: UInt64) {
    let record = try entry(name)
    return (record.text(.group), record.number(.version))
  }

  /// The scope file that was approved last; nil when none was.
  package func approvedConfig() throws(StoreError) -> ApprovedConfig? {
    guard let record = store.document.config else { return nil }
    try verify(record)
    return try ApprovedConfig(record)
  }

  /// The record of a secret.
  func entry(_ name: String) throws(StoreError) -> Record {
    guard let record = store.document.entries.first(where: { $0.name == name }) else {
      throw .noSecret(name: name)
    }
    return record
  }

  /// The keys of a group, unwrapped once.
  func groupKeys(_ name: String) throws(StoreError) -> GroupKeys {
    if let keys = groups[name] { return keys }
    let keys = try GroupKeys(name, in: self)
    groups[name] = keys
    return keys
  }

  /// Refuses a record whose signature is wrong or made by somebody who is not trusted.
  func verify(_ record: Record) throws(StoreError) {
    let signer = try record.bytes(.signer)
    guard identity.signer == signer || identity.trustedSigners.contains(signer) else {
      throw .untrustedSigner(
        record: record.title, line: record.lineNumber,
        signer: String(decoding: Base64.encode(signer), as: UTF8.self))
    }
    let message = try SignedMessage.of(record, storeID: store.document.id)
    guard SigningKeyPair.isValid(try record.bytes(.signature), of: message, by: signer) else {
      throw .altered(record: record.title, line: record.lineNumber)
    }
  }

  private func open(
    _ record: Record, _ nonce: Field, _ box: Field, _ context: (EntryContext) -> Framing
  ) throws(StoreError) -> SecretBytes {
    try verify(record)
    let group = try groupKeys(record.text(.group))
    let key = try record.bytes(.key)
    let bound = context(EntryContext(record, storeID: store.document.id, key: key)).bytes
    let nonce = try record.bytes(nonce)
    let box = try record.bytes(box)
    guard record.number(.epoch) == group.epoch else {
      throw .doesNotOpen(record: record.title, line: record.lineNumber)
    }
    do throws(SecretMemoryError) {
      let dataKey = try SealedBox.open(key, with: group.keys)
      return try AuthenticatedBox.open(box, key: dataKey, nonce: nonce, context: bound)
    } catch .notAuthentic {
      throw .doesNotOpen(record: record.title, line: record.lineNumber)
    } catch {
      throw .memory(error)
    }
  }
}
