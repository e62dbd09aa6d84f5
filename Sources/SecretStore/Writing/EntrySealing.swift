// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Sealing one secret into the line of an entry.
struct EntrySealing {
  let storeID: [UInt8]
  let group: String
  let groupKeys: GroupKeys
  let identity: Identity

  /// A signed entry with a fresh data key and fresh nonces.
  func entry(
    _ name: String, version: UInt64, _ value: borrowing SecretBytes, _ details: SecretDetails
  ) throws(StoreError) -> Record {
    try Self.check(name, value, details)
    let sealed = try inMemory { () throws(SecretMemoryError) in
      try seal(name, version, value, details)
    }
    return try Signing(storeID: storeID, identity: identity).signed(sealed)
  }

  private func seal(
    _ name: String, _ version: UInt64, _ value: borrowing SecretBytes, _ details: SecretDetails
  ) throws(SecretMemoryError) -> RecordWriter {
    let dataKey = try RandomBytes.secret(AuthenticatedBox.keyCount)
    Checkpoint.held.reach()
    let key = try SealedBox.seal(dataKey, to: groupKeys.keys.publicKey)
    let context = EntryContext(
      storeID: storeID, group: group, epoch: groupKeys.epoch, name: name, version: version,
      key: key)
    let nonces = (0..<2).map { _ in RandomBytes.visible(AuthenticatedBox.nonceCount) }
    let box = try AuthenticatedBox.seal(
      value, key: dataKey, nonce: nonces[0], context: context.value.bytes)
    let content = try SecretBytes(copying: details.framed.bytes)
    let metadataBox = try AuthenticatedBox.seal(
      content, key: dataKey, nonce: nonces[1], context: context.metadata.bytes)
    var writer = RecordWriter(.entry, name: name)
    writer.append(.group, group)
    writer.append(.epoch, groupKeys.epoch)
    writer.append(.version, version)
    writer.append(.key, key)
    writer.append(.nonce, nonces[0])
    writer.append(.box, box)
    writer.append(.metadataNonce, nonces[1])
    writer.append(.metadataBox, metadataBox)
    return writer
  }

  private static func check(
    _ name: String, _ value: borrowing SecretBytes, _ details: SecretDetails
  ) throws(StoreError) {
    guard NameRules.isSecretName(name) else { throw .invalidName(name) }
    guard value.count <= StoreLimits.value else {
      throw .valueTooLong(name: name, limit: StoreLimits.value)
    }
    for index in 0..<value.count where value[index] == 0 { throw .valueHasNull(name: name) }
    guard details.framed.bytes.count <= StoreLimits.metadata else {
      throw .detailTooLong(name: name, limit: StoreLimits.metadata)
    }
  }
}
