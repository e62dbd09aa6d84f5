// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Which groups there are, and which of them the identity at hand can open.
extension OpenStore {
  /// Whether the identity has a member record in a group; nothing is verified or opened.
  package func isMember(of group: String) -> Bool {
    store.document.groups.contains { $0.name == group }
      && store.document.member(with: identity.encryption.publicKey, of: group) != nil
  }

  /// The groups that the identity has a member record in, by name.
  package var ownGroups: [String] { store.groupNames.filter(isMember) }

  /// The secrets that the identity cannot open, with their groups; costs nothing when it is in every group.
  package var unreadable: [String: String] {
    let own = Set(ownGroups)
    guard own.count < store.document.groups.count || own.isEmpty else { return [:] }
    var names: [String: String] = [:]
    for entry in store.document.entries {
      let group = entry.text(.group)
      if !own.contains(group) { names[entry.name] = group }
    }
    return names
  }

  /// The group that a new secret goes to when none is named: `default`, else the only one that can be opened.
  package func groupForNewNames() throws(StoreError) -> String {
    let own = ownGroups
    if own.contains(StoreCreation.groupName) { return StoreCreation.groupName }
    guard let group = own.first else { throw .notAMember(group: StoreCreation.groupName) }
    guard own.count == 1 else { throw .whichGroup(own) }
    return group
  }
}

extension Store {
  /// The names of all groups, sorted.
  package var groupNames: [String] { document.groups.map(\.name).sorted() }
}
