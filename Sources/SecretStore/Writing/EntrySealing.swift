// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Sealing one secret into the line of an entry or an offer.
///
/// It needs only the public half of the group's key, so that anybody can offer a secret.
struct EntrySealing {
  let storeID: [UInt8]
  let group: String
  let epoch: UInt64
  let groupKey: [UInt8]

  /// A signed entry with a fresh data key and fresh nonces.
  func entry(
    _ name: String, version: UInt64, _ value: borrowing SecretBytes, _ details: SecretDetails,
    by identity: Identity
  ) throws(StoreError) -> Record {
    let sealed = try sealed(.entry, name, version, value, details)
    return try Signing(storeID: storeID, identity: identity).signed(sealed)
  }

  /// An offer, which nobody signs.
  func offer(
    _ name: String, version: UInt64, _ value: borrowing SecretBytes, _ details: SecretDetails
  ) throws(StoreError) -> Record {
    try sealed(.offer, name, version, value, details).record
  }

  private func sealed(
    _ kind: RecordKind, _ name: String, _ version: UInt64, _ value: borrowing SecretBytes,
    _ details: SecretDetails
  ) throws(StoreError) -> RecordWriter {
    try Self.check(name, value, details)
    return try inMemory { () throws(SecretMemoryError) in
      try seal(kind, name, version, value, details)
    }
  }

  private func seal(
    _ kind: RecordKind, _ name: String, _ version: UInt64, _ value: borrowing SecretBytes,
    _ details: SecretDetails
  ) throws(SecretMemoryError) -> RecordWriter {
    let dataKey = try RandomBytes.secret(AuthenticatedBox.keyCount)
    let key = try SealedBox.seal(dataKey, to: groupKey)
    let context = EntryContext(
      storeID: storeID, group: group, epoch: epoch, name: name, version: version, key: key)
    let nonces = (0..<2).map { _ in RandomBytes.visible(AuthenticatedBox.nonceCount) }
    let box = try AuthenticatedBox.seal(
      value, key: dataKey, nonce: nonces[0], context: context.value.bytes)
    let content = try SecretBytes(copying: details.framed.bytes)
    let metadataBox = try AuthenticatedBox.seal(
      content, key: dataKey, nonce: nonces[1], context: context.metadata.bytes)
    var writer = RecordWriter(kind, name: name)
    writer.append(.group, group)
    writer.append(.epoch, epoch)
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
