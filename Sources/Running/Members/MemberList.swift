// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore

/// Who can read which group of a store, and on whose word.
package enum MemberList {
  private struct Row: Encodable {
    let group: String
    let label: String
    /// The signing key; nil when the member is read-only.
    let key: String?
    let signer: String
    let standing: String
  }

  /// The list as text for standard output, as a table or as JSON.
  package static func run(_ places: PlaceOptions, isJSON: Bool) throws(RunFailure) -> [UInt8] {
    let project = try Project.find(places)
    let identity = try project.identityAhead()
    let listed = try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      let store = try project.open(identity)
      return try project.explaining { () throws(StoreError) in try rows(of: store) }
    }
    if isJSON { return JSONText.bytes(listed) }
    return TextTable.bytes(
      ["GROUP", "MEMBER", "SIGNS WITH", "ADDED BY"],
      listed.map { row in
        [row.group, row.label, row.key ?? "nothing: read-only", "\(row.signer) (\(row.standing))"]
      })
  }

  private static func rows(of store: OpenStore) throws(StoreError) -> [Row] {
    try store.store.members().map { member in
      let signer = Fingerprint.text(member.signer)
      let isValid = (try? store.verify(member)) != nil
      return Row(
        group: member.group, label: member.label, key: member.keys.fingerprint,
        signer: store.store.claimedLabel(of: signer) ?? signer,
        standing: isValid ? store.standing(of: member.signer).word : "not valid")
    }
  }
}
