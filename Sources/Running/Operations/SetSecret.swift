// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// Sealing a value under a name.
package enum SetSecret {
  /// What the user said about the secret.
  package struct Options: Sendable {
    /// Where things are.
    package var places: PlaceOptions
    /// Whether the newline at the end of standard input belongs to the value.
    package var keepsNewline: Bool
    /// `--note`; nil keeps the one there was.
    package var note: String?
    /// `--expires`, a date or a duration.
    package var expires: String?
    /// `--group`; nil keeps the one there was.
    package var group: String?
    /// `--offer`: whether it is left to a member to sign it.
    package var isOffer = false
    /// `--signer`: who must have signed the group's key for an offer.
    package var signer: String?
    /// `--allow-dangerous-name`.
    package var isDangerAllowed = false

    /// Where things are, and nothing else said.
    package init(places: PlaceOptions, keepsNewline: Bool, note: String?, expires: String?) {
      self.places = places
      self.keepsNewline = keepsNewline
      self.note = note
      self.expires = expires
    }
  }

  /// Why a value on the command line is refused; it is not repeated.
  package static let valueOnCommandLine = RunFailure(
    "a value is never taken from the command line, where every process can read it",
    hints: ["now that it was there, change it at its provider; then: secrun set NAME"])

  private static func refuseValue(in name: String) throws(RunFailure) {
    guard !name.utf8.contains(UInt8(ascii: "=")) else { throw valueOnCommandLine }
  }

  /// Reads the value, seals it, and writes the store if anything changed; returns what the user should know.
  package static func run(_ name: String, _ options: Options) throws(RunFailure) -> [String] {
    try refuseValue(in: name)
    guard NameRules.isSecretName(name) else { throw RunFailure(.invalidName(name), store: "") }
    if options.isOffer { return try OfferSecret.run(name, options) }
    guard options.signer == nil else { throw RunFailure("--signer goes with --offer only") }
    try NameDanger.refuse([name], unless: options.isDangerAllowed)
    let project = try Project.find(options.places)
    let now = CurrentProcess.time
    let expires = try options.expires.map { text throws(RunFailure) in
      try Expiry.time(text, now: now)
    }
    // Looked at before the user types anything.
    try refuseMistaken(options.group, in: try project.readStore())
    let identity = try project.identityAhead()
    let typed = try ValueInput.ask(for: name)
    let ownLabel = InitProject.label
    return try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      let value =
        if let typed { typed } else {
          try ValueInput.read(name: name, keepsNewline: options.keepsNewline)
        }
      return try project.edit(with: identity) { store throws(StoreError) in
        let former = try? store.place(of: name).group
        let isNew = try options.group.map { group throws(StoreError) in
          try store.makeGroupIfMissing(group, ownLabel: ownLabel)
        }
        let change = try store.set(
          name, to: value.bytes, note: options.note, expires: expires, now: now,
          group: options.group)
        let hints = hints(name, from: former, to: options.group, isNew: isNew == true)
        return (hints, change != .unchanged || isNew == true)
      }
    }
  }

  /// A group that is not there is made, unless its name looks like a slip of one that is.
  private static func refuseMistaken(_ group: String?, in store: Store) throws(RunFailure) {
    guard let group, !store.groupNames.contains(group),
      let near = NearestName.to(group, in: store.groupNames)
    else { return }
    throw RunFailure(
      "no group \(PrintableText.escaped(group)) in the store",
      hints: [
        "did you mean \(near)?",
        "a new group is made with: secrun member add LABEL PUBLIC --group \(PrintableText.escaped(group))",
      ])
  }

  private static func hints(
    _ name: String, from former: String?, to group: String?, isNew: Bool
  ) -> [String] {
    guard let group else { return [] }
    var hints: [String] = []
    if isNew {
      hints.append(
        "group \(group) is new and you are its only member; "
          + "let others in with: secrun member add LABEL PUBLIC --group \(group)")
    }
    if let former, former != group {
      hints.append(
        "\(name) was in group \(former), whose members can read its former value in older copies")
    }
    return hints
  }
}
