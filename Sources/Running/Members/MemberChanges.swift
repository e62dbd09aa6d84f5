// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore

/// Letting identities into groups and taking them out.
package enum MemberChanges {
  /// What taking a member out leaves to do.
  package struct Removal: Sendable {
    /// The secrets that the member could read, by name.
    package let names: [String]
    /// What to do about them; nil when there are none.
    package let warning: String?
  }

  /// Gives the identity behind a public text access to a group, and returns what to do next.
  package static func add(
    _ label: String, _ text: String, to group: String?, _ places: PlaceOptions
  ) throws(RunFailure) -> [String] {
    guard let newcomer = PublicIdentity(parsing: text) else {
      throw RunFailure(
        "\(PrintableText.quoted(text)) is not the public part of an identity, or not all of it",
        hints: ["the member gets it with: secrun identity show"])
    }
    let project = try Project.find(places)
    let identity = try project.identityAhead()
    let ownLabel = InitProject.label
    let (group, isNew, standing) = try SecretPhase.run(failed: RunFailure.init) {
      () throws(RunFailure) in
      try project.edit(with: identity) { store throws(StoreError) in
        let group = if let group { group } else { try store.groupForNewNames() }
        let isNew = try store.addMember(label, newcomer, to: group, ownLabel: ownLabel)
        let standing = newcomer.verification.map(store.standing(of:))
        return ((group, isNew, standing), true)
      }
    }
    var hints: [String] = []
    if isNew { hints.append("group \(group) is new; its secrets are set with --group \(group)") }
    if case .unknown = standing, let key = newcomer.fingerprint {
      hints.append(
        "to use what \(label) signs, compare the key with theirs and run: secrun trust \(key)")
    }
    return hints
  }

  /// Takes a member out of one group or of all, with new keys for each.
  package static func remove(
    _ label: String, from group: String?, _ places: PlaceOptions
  ) throws(RunFailure) -> Removal {
    let project = try Project.find(places)
    let identity = try project.identityAhead()
    let names = try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      try project.edit(with: identity) { store throws(StoreError) in
        (try store.removeMember(label, from: group), true)
      }
    }
    let warning =
      "older copies of the store still open for \(label): change these secrets at their providers"
    return Removal(names: names, warning: names.isEmpty ? nil : warning)
  }

  /// Gives groups new keys: the named one, or all that the identity is in.
  package static func rekey(_ group: String?, _ places: PlaceOptions) throws(RunFailure) {
    let project = try Project.find(places)
    let identity = try project.identityAhead()
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      try project.edit(with: identity) { store throws(StoreError) in
        if let group, !store.store.groupNames.contains(group) {
          throw .noGroup(group, existing: store.store.groupNames)
        }
        let groups = group.map { [$0] } ?? store.ownGroups
        guard !groups.isEmpty else { throw .notAMember(group: StoreCreation.groupName) }
        for group in groups { try store.rotate(group) }
        return ((), true)
      }
    }
  }
}
