// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore

extension Project {
  /// Reads the identity and the store; belongs into a secret phase.
  ///
  /// secrun's own variables are overwritten where they stand, since one of them may have carried the identity.
  func open(_ identity: Identity? = nil) throws(RunFailure) -> OpenStore {
    let store = try readStore()
    let reader = if let identity { identity } else { try readIdentity() }
    return try explaining { () throws(StoreError) in
      try OpenStore.opening(store, reader, remembering: stateFolder)
    }
  }

  /// Keeps what was seen of the store; a machine that cannot remember, such as a container, still can run.
  func remember(_ store: OpenStore) {
    try? store.remember(in: stateFolder)
  }

  /// The identity when it comes through a pipe, read in a phase of its own; nil when it need not be waited for.
  func identityFromPipe() throws(RunFailure) -> Identity? {
    // What is missing is said where all is opened, since a missing store comes first.
    let source = try? IdentitySource.find(identityWish, homeFolders: homeFolders)
    guard let source, source.mayWait else { return nil }
    return try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      try readIdentity()
    }
  }

  func readStore() throws(RunFailure) -> Store {
    do throws(StoreError) { return try Store.read(storePath) } catch { throw failure(error) }
  }

  func readIdentity() throws(RunFailure) -> Identity {
    do throws(StoreError) {
      let source = try IdentitySource.find(identityWish, homeFolders: homeFolders)
      let identity = try source.read()
      InheritedEnvironment.overwriteOwnVariables()
      return identity
    } catch {
      throw failure(error)
    }
  }

  /// Words for an error of this project's store.
  func failure(_ error: StoreError) -> RunFailure {
    if case .untrustedSigner(let record, let line, let signer) = error {
      return .untrusted(record, at: "\(storePath):\(line)", signer, calledIn: try? readStore())
    }
    return RunFailure(error, store: storePath)
  }

  /// Runs `body` with the store's errors turned into words.
  func explaining<R: ~Copyable>(_ body: () throws(StoreError) -> R) throws(RunFailure) -> R {
    do throws(StoreError) { return try body() } catch { throw failure(error) }
  }

  /// Refuses a scope file that is not the one that a trusted signer approved.
  ///
  /// A scope that the child can edit is no scope. Without a file every name is in scope, so that is approved
  /// too, as an empty text: whoever removes the file or the record widens nothing.
  func requireApproval(_ store: OpenStore) throws(RunFailure) {
    let approved = try explaining { () throws(StoreError) in try store.approvedConfig() }
    guard let approved else {
      throw RunFailure(
        "\(configPath ?? "using \(storePath) without a scope file") was never approved",
        hints: ["look at it, then run: secrun allow"])
    }
    guard !approved.isSame(as: configText ?? []) else { return }
    guard let configPath else {
      throw RunFailure(
        "the store has an approved scope file, but none was found",
        hints: ["restore secrun.toml, or name it with --config"])
    }
    throw RunFailure(
      "\(configPath) was changed since it was approved",
      details: difference(from: approved.text).lines,
      hints: ["if the change is yours, run: secrun allow"])
  }

  /// What changed in the scope file since `text` was approved.
  func difference(from text: [UInt8]?) -> ScopeDifference {
    // A file that was approved did parse; if a later version cannot read it any more, all counts as new.
    let approved = text.flatMap { try? Self.parse($0, "") }
    return ScopeDifference.between(approved: approved, current: scopeFile)
  }
}
