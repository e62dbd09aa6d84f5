// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// Listing what a store holds: names and details, never values.
package enum ListSecrets {
  private struct Row: Encodable {
    let name: String
    let group: String
    let version: UInt64
    /// Nil when the identity is not in the group, so that nothing private is known.
    let created: Int64?
    let expires: Int64?
    let note: String?
  }

  /// The list as text for standard output, as a table or as JSON.
  package static func run(_ places: PlaceOptions, isJSON: Bool) throws(RunFailure) -> [UInt8] {
    let project = try Project.find(places)
    let identity = try project.identityAhead()
    let listed = try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      let store = try project.open(identity)
      return try project.explaining { () throws(StoreError) in try rows(of: store) }
    }
    return isJSON ? JSONText.bytes(listed) : table(listed)
  }

  private static func rows(of store: OpenStore) throws(StoreError) -> [Row] {
    var rows: [Row] = []
    let unreadable = store.unreadable
    for name in store.store.names.sorted() {
      let (group, version) = try store.place(of: name)
      let details = unreadable[name] == nil ? try store.details(of: name) : nil
      rows.append(
        Row(
          name: name, group: group, version: version, created: details?.created,
          expires: details?.expires, note: details?.note))
    }
    return rows
  }

  private static func table(_ rows: [Row]) -> [UInt8] {
    let now = CurrentProcess.time
    let lines = rows.map { row in
      [
        row.name, row.group, "\(row.version)", row.created.map { Expiry.span(now - $0) } ?? "-",
        row.expires.map { $0 <= now ? "expired" : Expiry.dateText($0 - 1) } ?? "-",
        row.note.map { PrintableText.escaped($0, limit: 4096) } ?? "(not readable by you)",
      ]
    }
    return TextTable.bytes(["NAME", "GROUP", "VERSION", "AGE", "EXPIRES", "NOTE"], lines)
  }
}
