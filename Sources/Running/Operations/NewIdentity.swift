// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// Making an identity: a file of its own, or a text for a password manager to keep.
package struct NewIdentity {
  /// What the user said about it.
  package struct Options: Sendable {
    /// Where the file is to be; nil for the usual place, `-` for standard output.
    package var output: String?
    /// Whether it shall open and never sign.
    package var isReadOnly: Bool
    /// Whether a passphrase is asked for that locks it.
    package var hasPassphrase: Bool
    /// Whether the passphrase is to cost little memory, for small machines.
    package var isLight: Bool
    /// Whether it takes the place of one that is there.
    package var isForced: Bool

    /// All at once.
    package init(
      output: String?, isReadOnly: Bool, hasPassphrase: Bool, isLight: Bool, isForced: Bool
    ) {
      self.output = output
      self.isReadOnly = isReadOnly
      self.hasPassphrase = hasPassphrase
      self.isLight = isLight
      self.isForced = isForced
    }
  }

  /// Makes it and returns what the user should know.
  package static func run(_ options: Options) throws(RunFailure) -> [String] {
    if options.output == "-" {
      guard !Terminal.isTerminal(1) else {
        throw RunFailure(
          "standard output is a terminal, which would show the identity",
          hints: ["use a pipe to what keeps it, or name a file with --output PATH"])
      }
      var document: IdentityDocument? = try document(options, "the new identity")
      try show(&document)
      return []
    }
    let path = options.output ?? variable ?? HomeFolders().identityPath
    let printable = PrintableText.escaped(path, limit: 4096)
    let isThere = FileStatus.of(path) != nil
    guard options.isForced || !isThere else {
      throw RunFailure(
        "there is an identity at \(printable) already",
        hints: [
          "put the new one elsewhere with --output PATH",
          "--force replaces it; a copy stays beside it",
        ])
    }
    var document: IdentityDocument? = try document(options, path)
    let kept = try write(&document, to: path, isReplacing: isThere)
    InheritedEnvironment.overwriteOwnVariables()
    return kept.map { ["the identity that was there is kept at \($0)"] } ?? []
      + ["keep a copy of \(printable): without it nobody can open what is sealed for it"]
  }

  private static func document(
    _ options: Options, _ title: String
  ) throws(RunFailure) -> IdentityDocument {
    let cost = options.isLight ? PassphraseKey.Cost.light : .usual
    if options.hasPassphrase { try PassphraseInput.requireMemory(for: cost, title) }
    let passphrase = options.hasPassphrase ? try PassphraseInput.askNew(for: title) : nil
    return try IdentityReading.inPhase { () throws(StoreError) in
      let document = try IdentityDocument.random(options.isReadOnly ? .key : .seed)
      guard let passphrase else { return document }
      return try document.locked(with: passphrase.bytes, cost: cost)
    }
  }

  /// Writes the file and lets go of its content; returns where the one that was there is kept.
  private static func write(
    _ document: inout IdentityDocument?, to path: String, isReplacing: Bool
  ) throws(RunFailure) -> String? {
    try IdentityReading.inPhase { () throws(StoreError) in
      guard let document = document.take() else { return nil }
      guard isReplacing else {
        // Whoever was faster has made one meanwhile, which stays.
        guard try IdentityCreation.write(document, toEmpty: path) else {
          throw .identityExists(path: path)
        }
        return nil
      }
      let kept = try IdentityCreation.keepCopy(of: path)
      try IdentityCreation.replace(path, with: document)
      return kept
    }
  }

  private static func show(_ document: inout IdentityDocument?) throws(RunFailure) {
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      guard let document = document.take() else { return }
      do throws(StoreError) {
        let text = try IdentityFile.text(document)
        do throws(SystemCallError) {
          try Descriptor(borrowing: 1).writeAll(text)
        } catch {
          throw .system(error)
        }
      } catch {
        throw RunFailure(error, store: "")
      }
    }
  }

  private static var variable: String? {
    InheritedEnvironment.text("SECRUN_IDENTITY").flatMap { $0.isEmpty ? nil : $0 }
  }
}
