// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// Whose signatures count for a store, kept on this machine and outside of any repository.
package struct TrustChanges {
  private let project: Project
  private let identity: Identity
  private let store: OpenStore

  /// A key that signs records of the store, or is trusted to.
  package struct Signer: Encodable, Sendable {
    /// The key, as it is compared.
    package let key: String
    /// What the user, or else the store, calls its owner.
    package let label: String?
    /// How the reader stands to it, in words.
    package let standing: String
    /// How many records it signs.
    package let records: Int
    /// Whether nothing says that it may be trusted.
    package let isUnknown: Bool
  }

  /// Reads the store, the identity and what is remembered.
  package init(_ places: PlaceOptions) throws(RunFailure) {
    let project = try Project.find(places)
    _ = try project.readStore()
    let identity = try project.identity()
    let store = try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      try project.open(identity, acceptingRollback: true)
    }
    self.project = project
    self.identity = identity
    self.store = store
  }

  /// The signers of the store and those that are trusted besides.
  package func signers() throws(RunFailure) -> [Signer] {
    try project.explaining { () throws(StoreError) in
      let counted = try store.store.signers()
      var signers = counted.map { signer($0.key, records: $0.lines.count) }
      let trusted = store.memory.signers.map(\.key) + identity.trustedSigners
      for key in trusted where !counted.contains(where: { $0.key == key }) {
        signers.append(signer(key, records: 0))
      }
      return signers
    }
  }

  /// The key that a word names: itself, in a public identity, or as what the store calls a member.
  ///
  /// `isClaim` says that only the store connects the word with the key, so that a person must compare it.
  package func key(named word: String) throws(RunFailure) -> (text: String, isClaim: Bool) {
    if let text = try Self.key(spelledOut: word) { return (text, false) }
    let pinned = store.memory.signers.filter { $0.label == word }.map(\.key)
    let members = try project.explaining { () throws(StoreError) in try store.store.members() }
    let claimed = members.filter { $0.label == word }.compactMap(\.keys.verification)
    let keys = Set((pinned + claimed).map(Fingerprint.text))
    guard let text = keys.first else {
      throw RunFailure(
        "\(PrintableText.quoted(word)) is neither a signer's key nor a member of the store",
        hints: ["see who there is with: secrun trust --list"])
    }
    guard keys.count == 1 else {
      throw RunFailure(
        "\(word) is a name of several keys: \(keys.sorted().joined(separator: ", "))",
        hints: ["give the key itself"])
    }
    return (text, true)
  }

  /// The key that a word is or has in it; nil when it can only be a label.
  package static func key(spelledOut word: String) throws(RunFailure) -> String? {
    if Fingerprint.key(word) != nil { return word }
    guard let identity = PublicIdentity(parsing: word) else { return nil }
    guard let text = identity.fingerprint else {
      throw RunFailure("that identity is read-only: it signs nothing")
    }
    return text
  }

  /// Trusts a key from now on.
  package func trust(_ text: String) throws(RunFailure) {
    guard let key = Fingerprint.key(text) else { return }
    let label = store.store.claimedLabel(of: text) ?? "unknown"
    try update { $0.trust(key, label: label) }
  }

  /// Trusts a key no longer; false when it was not pinned here.
  package func distrust(_ text: String) throws(RunFailure) -> Bool {
    guard let key = Fingerprint.key(text) else { return false }
    return try update { $0.distrust(key) }
  }

  /// Takes the store as it is now, however far it had come before.
  package func acceptRollback() throws(RunFailure) {
    try update { $0.forgetProgress() }
  }

  /// Asks on the terminal whether a key may be trusted; without one there is nobody to ask.
  package static func ask(_ question: String, otherwise hint: String) throws(RunFailure) -> Bool {
    guard Terminal.isTerminal(0) else {
      throw RunFailure("nothing was trusted: there is no terminal to ask on", hints: [hint])
    }
    do throws(SystemCallError) {
      return ["y", "yes"].contains(try Terminal.ask("\(question) [y/N] ").lowercased())
    } catch {
      throw RunFailure(error)
    }
  }

  private func signer(_ key: [UInt8], records: Int) -> Signer {
    let text = Fingerprint.text(key)
    let pinned = store.memory.signers.first { $0.key == key }?.label
    return Signer(
      key: text, label: pinned ?? store.store.claimedLabel(of: text),
      standing: store.standing(of: key).word, records: records, isUnknown: !store.isTrusted(key))
  }

  private func update<R>(_ edit: (inout StoreMemory) -> R) throws(RunFailure) -> R {
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      try project.explaining { () throws(StoreError) in
        let file = StoreMemoryFile(in: project.stateFolder, of: store.store, for: identity)
        return try file.update(edit)
      }
    }
  }
}
