// SPDX-License-Identifier: Apache-2.0

/// A member of a group, as a record says; nothing in it is verified.
package struct Member: Sendable, Equatable {
  /// What people call the member.
  package let label: String
  /// The group.
  package let group: String
  /// The member's keys.
  package let keys: PublicIdentity
  /// Who signed the record, as an Ed25519 public key.
  package let signer: [UInt8]
}

extension Store {
  /// All members of all groups, by group and label.
  package func members() throws(StoreError) -> [Member] {
    var members: [Member] = []
    for record in document.members {
      let key = try record.bytes(.verification)
      let keys = PublicIdentity(
        encryption: try record.bytes(.encryption),
        verification: key == GroupWriting.noKey ? nil : key)
      members.append(
        Member(
          label: record.name, group: record.text(.group), keys: keys,
          signer: try record.bytes(.signer)))
    }
    return members.sorted { ($0.group, $0.label) < ($1.group, $1.label) }
  }

  /// What the member records call the owner of a signing key; a claim, since they are not verified.
  package func claimedLabel(of signer: String) -> String? { document.claimedLabel(of: signer) }

  /// Every key that some record names as its signer, in the order of the file, with the lines of those records.
  package func signers() throws(StoreError) -> [(key: [UInt8], lines: [Int])] {
    var signers: [(key: [UInt8], lines: [Int])] = []
    for record in document.signed {
      let key = try record.bytes(.signer)
      if let index = signers.firstIndex(where: { $0.key == key }) {
        signers[index].lines.append(record.lineNumber)
      } else {
        signers.append((key, [record.lineNumber]))
      }
    }
    return signers
  }
}

extension OpenStore {
  /// Refuses a member whose record is not signed by somebody who is trusted.
  package func verify(_ member: Member) throws(StoreError) {
    for record in store.document.members
    where record.name == member.label && record.text(.group) == member.group {
      try verify(record)
    }
  }
}
