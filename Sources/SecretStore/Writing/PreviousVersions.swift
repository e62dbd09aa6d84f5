// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// The former lines of secrets that a write replaces or takes away, each kept until its name changes again.
///
/// Each is a small store of its own, with the group and the members of that time: it opens as any store does,
/// by its members only, also after the group's key was replaced.
struct PreviousVersions {
  private var files: [(name: String, bytes: [UInt8])] = []
  private let storeID: [UInt8]

  /// Collects what differs between two versions of a store.
  ///
  /// A new key for a group changes every line and no value, so there is nothing to keep then.
  init(replacedIn before: Store, by after: OpenStore) throws(StoreError) {
    storeID = before.document.id
    let lines = Set(after.store.document.entries.map(\.line))
    let epochs = Dictionary(
      uniqueKeysWithValues: after.store.document.groups.map { ($0.name, $0.number(.epoch)) })
    for entry in before.document.entries where !lines.contains(entry.line) {
      let isStillThere = after.store.names.contains(entry.name)
      if isStillThere, epochs[entry.text(.group)] != entry.number(.epoch) { continue }
      files.append((entry.name, before.document.alone(entry).serialized()))
    }
  }

  /// Writes them into the user's own folder; the values in them are sealed as they were.
  func keep(in folder: String) throws(StoreError) {
    guard !files.isEmpty else { return }
    do throws(SystemCallError) {
      let own = Self.folder(in: folder, storeID)
      try FileWriting.makeFolder(own, permissions: 0o700)
      for (name, bytes) in files {
        try FileWriting.Draft(for: own + "/" + name, bytes, permissions: 0o600).putInPlace()
      }
    } catch {
      throw .system(error)
    }
  }

  /// The small store that holds the former value of a secret.
  static func store(of name: String, _ storeID: [UInt8], in folder: String) throws(StoreError)
    -> Store
  {
    guard NameRules.isSecretName(name) else { throw .invalidName(name) }
    do throws(StoreError) {
      return try Store.read(Self.folder(in: folder, storeID) + "/" + name)
    } catch .noStore {
      throw .noPrevious(name: name)
    }
  }

  private static func folder(in folder: String, _ storeID: [UInt8]) -> String {
    "\(folder)/\(Hexadecimal.text(storeID)).previous"
  }
}

extension StoreDocument {
  /// A store that holds this one entry, its group and the members of that group.
  func alone(_ entry: Record) -> StoreDocument {
    var document = self
    document.entries = [entry]
    document.groups.removeAll { $0.name != entry.text(.group) }
    document.members.removeAll { $0.text(.group) != entry.text(.group) }
    document.config = nil
    document.pins = []
    document.offers = []
    return document
  }
}
