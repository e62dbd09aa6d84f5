// SPDX-License-Identifier: Apache-2.0

import SecretMemory

extension OpenStore {
  /// Seals the former value of a secret again, with its details; the present one becomes the former one.
  ///
  /// The former line is verified and opened as any other; it counts as a new version, since versions never go back.
  package func restore(_ name: String, from folder: String) throws(StoreError) {
    let former = try PreviousVersions.store(of: name, store.document.id, in: folder)
    guard former.document.id == store.document.id else { throw .noPrevious(name: name) }
    var memory = StoreMemory()
    memory.signers = self.memory.signers
    let reader = OpenStore(former, identity: identity, memory: memory)
    let value = try reader.value(of: name)
    let details = try reader.details(of: name)
    let index = store.document.entries.firstIndex { $0.name == name }
    let group = index.map { store.document.entries[$0].text(.group) } ?? former.groupNames.first
    let sealing = try sealing(for: group ?? StoreCreation.groupName)
    let version = max(nextVersion(of: name), try reader.place(of: name).version + 1)
    let record = try seal(sealing, name, version: version, value, details)
    if let index {
      store.document.entries[index] = record
    } else {
      store.document.entries.append(record)
    }
  }
}
