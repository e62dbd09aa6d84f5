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
  /// What this machine remembers of the store, with what was seen of it now.
  package internal(set) var memory: StoreMemory
  /// The secrets that are older than this machine has seen them.
  package private(set) var rollbacks: [Rollback] = []
  /// The signers that no longer count, since they were taken out.
  var distrusted: [[UInt8]] = []
  var groups: [String: GroupKeys] = [:]
  var signatures = VerifiedSignatures()
  private let remembered: StoreMemory

  /// A secret at an earlier version than one that this machine has seen.
  package struct Rollback: Sendable, Equatable {
    /// The name of the secret.
    package let name: String
    /// The version in the file.
    package let version: UInt64
    /// The highest version that was seen.
    package let known: UInt64
  }

  /// Pairs a store with an identity and what is remembered; nothing is opened yet.
  package init(_ store: Store, identity: Identity, memory: StoreMemory? = nil) {
    self.store = store
    self.identity = identity
    remembered = memory ?? StoreMemory()
    self.memory = remembered
  }

  /// Whether there is something new to remember.
  package var hasNews: Bool { memory != remembered || !distrusted.isEmpty }

  /// The value of a secret, in the arena.
  package func value(of name: String) throws(StoreError) -> SecretBytes {
    let record = try entry(name)
    let value = try open(record, .nonce, .box) { $0.value }
    note(record)
    return value
  }

  /// What the store privately knows about a secret.
  package func details(of name: String) throws(StoreError) -> SecretDetails {
    let record = try entry(name)
    try verify(record)
    return try unsealDetails(record)
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
    guard isTrusted(signer) else {
      throw .untrustedSigner(
        record: record.title, line: record.lineNumber, signer: Fingerprint.text(signer))
    }
    let message = try SignedMessage.of(record, storeID: store.document.id)
    let signature = try record.bytes(.signature)
    guard signatures.isValid(signature, of: message, by: signer, key: identity.stateKey) else {
      throw .altered(record: record.title, line: record.lineNumber)
    }
  }

  /// Refuses a store of which any group is at an earlier epoch than this machine has seen.
  package func refuseRollback() throws(StoreError) {
    for group in store.document.groups { try refuseRollback(group, isNoted: false) }
  }

  /// Refuses a group that is at an earlier epoch than this machine has seen: who was removed could read it.
  ///
  /// A later epoch counts as seen once its signature was verified.
  func refuseRollback(_ group: Record, isNoted: Bool = true) throws(StoreError) {
    let epoch = group.number(.epoch)
    let known = memory.epochs[group.name] ?? 1
    guard epoch >= known else {
      throw .rolledBack(group: group.name, line: group.lineNumber, epoch: epoch, known: known)
    }
    if isNoted, epoch > known { memory.epochs[group.name] = epoch }
  }

  /// Compares a version with what was seen; going back is legitimate on another branch, so it is only told.
  func note(_ record: Record) {
    let version = record.number(.version)
    let known = memory.versions[record.name] ?? 1
    if version < known {
      let rollback = Rollback(name: record.name, version: version, known: known)
      if !rollbacks.contains(rollback) { rollbacks.append(rollback) }
    } else if version > known {
      memory.versions[record.name] = version
    }
  }

  private func open(
    _ record: Record, _ nonce: Field, _ box: Field, _ context: (EntryContext) -> Framing
  ) throws(StoreError) -> SecretBytes {
    try verify(record)
    return try unseal(record, nonce, box, context)
  }

  /// Opens a box of a record whose signature was verified, or of an offer, which has none.
  func unseal(
    _ record: Record, _ nonce: Field, _ box: Field, _ context: (EntryContext) -> Framing
  ) throws(StoreError) -> SecretBytes {
    let dataKey = try dataKey(of: record)
    let entry = EntryContext(record, storeID: store.document.id, key: try record.bytes(.key))
    return try unseal(record, dataKey, nonce, box, context(entry))
  }

  /// The details in a record that was verified, or in an offer.
  func unsealDetails(_ record: Record) throws(StoreError) -> SecretDetails {
    let content = try unseal(record, .metadataNonce, .metadataBox) { $0.metadata }
    guard let details = SecretDetails(content) else {
      throw .doesNotOpen(record: record.title, line: record.lineNumber)
    }
    return details
  }
}
