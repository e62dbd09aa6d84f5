// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Putting an identity's signature at the end of a record.
struct Signing {
  let storeID: [UInt8]
  let identity: Identity

  /// Completes a record that has all its fields but the last two; a read-only identity cannot.
  func signed(_ unsigned: RecordWriter) throws(StoreError) -> Record {
    guard let signer = identity.signer else { throw .readOnlyIdentity }
    var writer = unsigned
    writer.append(.signer, signer)
    let message = try SignedMessage.of(writer.record, storeID: storeID)
    writer.append(.signature, try identity.signature(of: message))
    return writer.record
  }
}
