// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// What the boxes of an entry are bound to: the store, the group and its epoch, the name, the version and the key.
struct EntryContext {
  let storeID: [UInt8]
  let group: String
  let epoch: UInt64
  let name: String
  let version: UInt64
  let key: [UInt8]

  init(
    storeID: [UInt8], group: String, epoch: UInt64, name: String, version: UInt64, key: [UInt8]
  ) {
    self.storeID = storeID
    self.group = group
    self.epoch = epoch
    self.name = name
    self.version = version
    self.key = key
  }

  init(_ record: Record, storeID: [UInt8], key: [UInt8]) {
    self.init(
      storeID: storeID, group: record.text(.group), epoch: record.number(.epoch),
      name: record.name, version: record.number(.version), key: key)
  }

  /// The associated data of the box that holds the value.
  var value: Framing { framed("secrun/entry/v1") }

  /// The associated data of the box that holds the metadata.
  var metadata: Framing { framed("secrun/metadata/v1") }

  private func framed(_ label: String) -> Framing {
    var context = Framing(label)
    context.append(storeID)
    context.append(group)
    context.append(epoch)
    context.append(name)
    context.append(version)
    context.append(key)
    return context
  }
}
