// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// Approving a scope file: what changed is shown, and then exactly those bytes are signed.
package struct AllowScopes {
  private let project: Project
  private let identity: Identity
  private let path: String
  private let text: [UInt8]
  /// What would change, in terms of scopes; nil when the file is approved as it is.
  package let changes: [String]?

  /// Compares the scope file with the approved one.
  package init(_ places: PlaceOptions) throws(RunFailure) {
    let project = try Project.find(places)
    // Without a scope file it is the whole store that is approved.
    let path = project.configPath ?? project.storePath
    let text = project.configText ?? []
    // A missing store is told before a missing identity.
    _ = try project.readStore()
    let identity = try project.identity()
    let approved = try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      let store = try project.open(identity)
      return try project.explaining { () throws(StoreError) in try store.approvedConfig() }
    }
    self.project = project
    self.identity = identity
    self.path = path
    self.text = text
    if let approved, approved.isSame(as: text) {
      changes = nil
    } else {
      let lines = project.difference(from: approved?.text).lines
      changes = lines.isEmpty ? ["no scope changes; only the text of \(path) does"] : lines
    }
  }

  /// Asks the user on the terminal; false is no.
  ///
  /// Without a terminal there is nobody to ask.
  package func ask() throws(RunFailure) -> Bool {
    guard Terminal.isTerminal(0) else {
      throw RunFailure(
        "\(path) was not approved: there is no terminal to ask on",
        hints: ["add --yes to approve it without a question"])
    }
    do throws(SystemCallError) {
      let answer = try Terminal.ask("approve \(PrintableText.escaped(path, limit: 4096))? [y/N] ")
      return ["y", "yes"].contains(answer.lowercased())
    } catch {
      throw RunFailure(error)
    }
  }

  /// Signs the bytes that were compared.
  package func approve() throws(RunFailure) {
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      try project.edit(with: identity) { store throws(StoreError) in
        try store.approve(text)
        return ((), true)
      }
    }
  }
}
