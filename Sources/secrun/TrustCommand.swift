// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun trust [KEY]`.
struct TrustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "Say whose signatures count for this store, besides your own.",
    discussion: """
      Without a key it shows who signs records of the store and asks about those that are not trusted: compare each \
      key with what its owner sees in secrun identity show. What you say is kept on this machine, outside of any \
      repository, for this store only.
      """)

  @Argument(help: "A signer's key, a public identity, or the label of a member.")
  var signer: String?

  @Flag(help: "Trust without a question.")
  var yes = false

  @Flag(help: "Trust that signer no longer.")
  var remove = false

  @Option(
    help: ArgumentHelp(
      "Write it into that identity file instead, for a deployment, which remembers nothing.",
      valueName: "identity-file"))
  var into: String?

  @Flag(help: "Only show who signs and who is trusted.")
  var list = false

  @Flag(help: "With --list: as JSON.")
  var json = false

  @Flag(help: "Take the store as it is, although it was newer before.")
  var acceptRollback = false

  @OptionGroup var places: PlaceFlags

  func validate() throws {
    if json, !list { throw ValidationError("--json needs --list") }
    if remove || into != nil, signer == nil {
      throw ValidationError("\(remove ? "--remove" : "--into") needs a signer")
    }
    if list || acceptRollback, signer != nil || remove || list && acceptRollback {
      throw ValidationError("--list and --accept-rollback stand alone")
    }
  }

  func run() throws {
    if let into, let signer { return try write(signer, into: into) }
    let trust = try TrustChanges(places.options)
    if acceptRollback { return try trust.acceptRollback() }
    if let signer { return try change(signer, trust) }
    let signers = try trust.signers()
    try Messages.show(SignerList.bytes(signers, isJSON: json))
    guard !list else { return }
    for signer in signers where signer.isUnknown {
      let question = "trust \(signer.key) (\(signer.label ?? "unknown"))?"
      guard try yes || TrustChanges.ask(question, otherwise: Self.hint(signer.key)) else {
        continue
      }
      try trust.trust(signer.key)
    }
  }

  private func change(_ word: String, _ trust: TrustChanges) throws {
    let key = try key(of: word, trust)
    guard remove else { return try trust.trust(key) }
    guard try trust.distrust(key) else { throw RunFailure("\(key) was not trusted here") }
  }

  private func write(_ word: String, into file: String) throws {
    let known = try TrustChanges.key(spelledOut: word)
    let key = try known ?? key(of: word, TrustChanges(places.options))
    let label = IdentityTrust.label(of: key, places.options)
    let isChanged = try IdentityTrust.change(file, key, label: label, isRemoving: remove)
    if remove, !isChanged { throw RunFailure("\(key) is not trusted by that identity") }
  }

  /// The key that a word names; one that only the store says is its owner's must be looked at, unless it goes.
  private func key(of word: String, _ trust: TrustChanges) throws -> String {
    let (key, isClaim) = try trust.key(named: word)
    guard isClaim, !yes, !remove else { return key }
    try Messages.show(Array("\(key)\n".utf8))
    let question = "is that the key of \(word)?"
    guard try TrustChanges.ask(question, otherwise: Self.hint(key)) else {
      throw RunFailure("not trusted")
    }
    return key
  }

  private static func hint(_ key: String) -> String {
    "compare the key with its owner, and then run: secrun trust \(key)"
  }
}
