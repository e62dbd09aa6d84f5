// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

extension Project {
  /// Reads the store, and the identity unless it is at hand; belongs into a secret phase.
  ///
  /// secrun's own variables are overwritten where they stand, since one of them may have carried the identity.
  func open(
    _ identity: Identity? = nil, acceptingRollback: Bool = false
  ) throws(RunFailure) -> OpenStore {
    let store = try readStore()
    let reader = if let identity { identity } else { try readIdentity() }
    return try explaining { () throws(StoreError) in
      let open = try OpenStore.opening(store, reader, remembering: stateFolder)
      open.passOverSignatures(verifiedIn: stateFolder)
      if !acceptingRollback { try open.refuseRollback() }
      return open
    }
  }

  /// Keeps what was seen of the store; a machine that cannot remember, such as a container, still can run.
  func remember(_ store: OpenStore) {
    try? store.remember(in: stateFolder)
  }

  /// The identity when somebody has to act before it can be read, at the other end of a pipe or by typing a
  /// passphrase; nil when it need not be waited for.
  ///
  /// Not for secret phases, of which it opens its own, and not while signals are held back, since one may end the wait.
  func identityAhead() throws(RunFailure) -> Identity? {
    // What is missing is said where all is opened, since a missing store comes first.
    let source = try? IdentitySource.find(identityWish, homeFolders: homeFolders)
    guard let source, source.mayWait, FileStatus.of(storePath) != nil else { return nil }
    return try IdentityReading.identity(source)
  }

  /// The identity, wherever it is, for a command that opens the store more than once.
  func identity() throws(RunFailure) -> Identity {
    let source = try explaining { () throws(StoreError) in
      try IdentitySource.find(identityWish, homeFolders: homeFolders)
    }
    return try IdentityReading.identity(source)
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
