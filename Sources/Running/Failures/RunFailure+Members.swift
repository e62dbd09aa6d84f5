// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretStore

extension RunFailure {
  /// A record by somebody whom the user does not trust; says who it claims to be, and how to trust that key.
  static func untrusted(
    _ record: String, at place: String, _ signer: String, calledIn store: Store?
  ) -> RunFailure {
    let label = store?.claimedLabel(of: signer)
    let claim = label.map { "its member records call that key \($0), which anybody could write" }
    let whom = label.map { "compare the key with what \($0) sees in secrun identity show" }
    return RunFailure(
      "\(PrintableText.escaped(place, limit: 4096)): \(record) is signed by a key that is not trusted: "
        + signer,
      details: claim.map { [$0] } ?? [],
      hints: ["\(whom ?? "find out whose key it is"), and then run: secrun trust \(signer)"])
  }

  init(aboutMemory error: StoreError, _ store: String) {
    switch error {
    case .rolledBack(let group, let line, let epoch, let known):
      self.init(
        "\(store):\(line): group \(group) is at epoch \(epoch), but was at \(known) before: the store was rolled back",
        details: ["whoever was removed since then could read what is set now"],
        hints: [
          "get the newer store from version control; "
            + "if going back is what you want, run: secrun trust --accept-rollback"
        ])
    case .memoryDamaged(let path):
      let path = PrintableText.escaped(path, limit: 4096)
      self.init(
        "\(path), which says whom to trust, is damaged or was not written by this identity",
        hints: ["remove it, and trust the signers anew with: secrun trust"])
    default: self.init("the store cannot be used")
    }
  }

  init(aboutMembers error: StoreError) {
    switch error {
    case .noGroup(let name, let existing):
      let near = NearestName.to(name, in: existing).map { "did you mean \($0)?" }
      self.init(
        "no group \(PrintableText.escaped(name)) in the store",
        hints: [near ?? "there is: \(existing.joined(separator: ", "))"])
    case .whichGroup(let groups):
      self.init(
        "the store has several groups: \(groups.joined(separator: ", "))",
        hints: ["say which with --group"])
    case .invalidLabel(let label):
      self.init(
        "\(PrintableText.quoted(label)) cannot be a label",
        hints: [
          "a label begins with a letter or digit and has letters, digits and ._@+-, at most 64"
        ])
    case .memberExists(let label, let group):
      self.init(
        "group \(group) has a member \(label), or one with that key, already",
        hints: ["see who is in it with: secrun member list"])
    case .noMember(let label, let group):
      let place = group.map { "group \(PrintableText.escaped($0))" } ?? "the store"
      self.init(
        "no member \(PrintableText.escaped(label)) in \(place)",
        hints: ["see who there is with: secrun member list"])
    case .memberNeeded(let label, let group):
      self.init(
        "\(label) is you: nobody can take themselves out of group \(group)",
        hints: ["another member of the group can do it"])
    default: self.init(aboutOffers: error)
    }
  }

  private init(aboutOffers error: StoreError) {
    switch error {
    case .noOffer(let name):
      self.init(
        "no offer of \(PrintableText.escaped(name)) in the store",
        hints: ["see what there is with: secrun accept"])
    case .noPrevious(let name):
      self.init(
        "no earlier value of \(PrintableText.escaped(name)) is kept on this machine",
        hints: ["an older store in version control may have it"])
    default: self.init(aboutIdentity: error)
    }
  }
}
