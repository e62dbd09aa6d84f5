// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Putting an identity's signature at the end of a record.
struct Signing {
  let storeID: [UInt8]
  let identity: Identity

  /// Completes a record that has all its fields but the last two.
  func signed(_ unsigned: RecordWriter) throws(StoreError) -> Record {
    var writer = unsigned
    writer.append(.signer, identity.signing.publicKey)
    let message = try SignedMessage.of(writer.record, storeID: storeID)
    writer.append(.signature, identity.signing.signature(of: message))
    return writer.record
  }
}
