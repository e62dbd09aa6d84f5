// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore

/// Reading an identity where somebody may have to act first: send it through a pipe, or type a passphrase.
///
/// All of it runs outside of secret phases, which it opens by itself, so that a signal can end the wait.
enum IdentityReading {
  /// The keys at a place.
  static func identity(_ source: IdentitySource) throws(RunFailure) -> Identity {
    let open = try unlocked(document(source), source.title)
    return try inPhase { () throws(StoreError) in try open.identity(source: source.title) }
  }

  /// What is at a place, locked or not; secrun's own variables are overwritten, since one may have carried it.
  static func document(_ source: IdentitySource) throws(RunFailure) -> IdentityDocument {
    try inPhase { () throws(StoreError) in
      let document = try source.document()
      InheritedEnvironment.overwriteOwnVariables()
      return document
    }
  }

  /// The same, whatever `secrun unlock` keeps of it.
  static func documentItself(_ source: IdentitySource) throws(RunFailure) -> IdentityDocument {
    try inPhase { () throws(StoreError) in
      let document = try source.documentItself()
      InheritedEnvironment.overwriteOwnVariables()
      return document
    }
  }

  /// The document in the open; asks for the passphrase when there is one and it is not unlocked already.
  static func unlocked(
    _ document: IdentityDocument, _ title: String
  ) throws(RunFailure) -> IdentityDocument {
    guard document.isLocked else { return document }
    let kept = try inPhase { () throws(StoreError) in try UnlockedIdentities.open(document) }
    if let kept { return kept }
    return try unlockedByPassphrase(document, title)
  }

  /// The document in the open, by its passphrase, whatever `secrun unlock` keeps.
  static func unlockedByPassphrase(
    _ document: IdentityDocument, _ title: String
  ) throws(RunFailure) -> IdentityDocument {
    guard document.isLocked else { return document }
    let passphrase = try PassphraseInput.ask(for: title)
    return try inPhase { () throws(StoreError) in
      try document.unlocked(with: passphrase.bytes, source: title)
    }
  }

  /// Runs `body` in a secret phase, with its errors turned into words.
  static func inPhase<R>(_ body: () throws(StoreError) -> R) throws(RunFailure) -> R {
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      do throws(StoreError) { return try body() } catch { throw RunFailure(error, store: "") }
    }
  }
}
