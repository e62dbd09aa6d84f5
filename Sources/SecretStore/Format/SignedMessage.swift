// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// What a record's signature is made over: E("secrun/sig/v1", BLAKE2b-512 of all its fields).
///
/// Every message begins with a label of its kind and holds the store's id, so that no line can be moved to
/// another kind, name, group, epoch or store.
enum SignedMessage {
  static func of(_ record: Record, storeID: [UInt8]) throws(StoreError) -> [UInt8] {
    let content: Framing
    switch record.kind {
    case .group: content = try group(record, storeID)
    case .member: content = try member(record, storeID)
    case .config: content = try config(record, storeID)
    case .pin: content = try pin(record, storeID)
    default: content = try entry(record, storeID)
    }
    var message = Framing("secrun/sig/v1")
    message.append(Digest.blake2b(content.bytes, count: 64))
    return message.bytes
  }

  private static func group(_ record: Record, _ id: [UInt8]) throws(StoreError) -> Framing {
    var content = Framing("secrun/group-record/v1")
    content.append(id)
    content.append(record.name)
    content.append(record.number(.epoch))
    content.append(try record.bytes(.publicKey))
    return content
  }

  private static func member(_ record: Record, _ id: [UInt8]) throws(StoreError) -> Framing {
    var content = Framing("secrun/member/v1")
    content.append(id)
    content.append(record.name)
    content.append(record.text(.group))
    content.append(record.number(.epoch))
    content.append(try record.bytes(.encryption))
    content.append(try record.bytes(.verification))
    content.append(try record.bytes(.wrap))
    return content
  }

  private static func config(_ record: Record, _ id: [UInt8]) throws(StoreError) -> Framing {
    var content = Framing("secrun/config/v1")
    content.append(id)
    content.append(try record.bytes(.digest))
    return content
  }

  private static func pin(_ record: Record, _ id: [UInt8]) throws(StoreError) -> Framing {
    var content = Framing("secrun/pin/v1")
    content.append(id)
    content.append(record.name)
    content.append(try record.bytes(.items))
    return content
  }

  private static func entry(_ record: Record, _ id: [UInt8]) throws(StoreError) -> Framing {
    var content = EntryContext(record, storeID: id, key: try record.bytes(.key)).value
    for field in [Field.nonce, .box, .metadataNonce, .metadataBox] {
      content.append(try record.bytes(field))
    }
    return content
  }
}
