// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scoping
import SecretMemory
import SecretStore

/// What an opened store holds, as far as `secrun doctor` asks: names and details, never values.
struct StoreFacts {
  /// One secret.
  struct Secret {
    let name: String
    let version: UInt64
    let details: SecretDetails
  }

  /// A secret that one scope injects and redaction leaves alone.
  struct Uncovered {
    let scope: String
    let secret: UncoveredSecret
  }

  /// The secrets by name.
  let secrets: [Secret]
  /// Why a run would refuse the scope file; nil when it is approved.
  let refusal: RunFailure?
  /// What is injected and not redacted, by scope and name.
  let uncovered: [Uncovered]
  /// Why a scope cannot be used with this store, by scope.
  let brokenScopes: [(scope: String, failure: RunFailure)]

  /// What the commands of scopes are pinned to, or why that cannot be told, by scope.
  let pins: [String: Result<[PinnedItem], RunFailure>]

  /// Opens every entry; belongs into a secret phase, with which all values go.
  init(_ project: Project, _ store: OpenStore) throws(RunFailure) {
    secrets = try project.explaining { () throws(StoreError) in try Self.secrets(store) }
    do throws(RunFailure) {
      try project.requireApproval(store)
      refusal = nil
    } catch {
      refusal = error
    }
    var uncovered: [Uncovered] = []
    var broken: [(scope: String, failure: RunFailure)] = []
    for name in project.scopeFile.scopeNames {
      do throws(RunFailure) {
        uncovered += try Self.uncovered(in: name, project, store)
      } catch {
        broken.append((name, error))
      }
    }
    self.uncovered = uncovered
    brokenScopes = broken
    pins = Dictionary(
      uniqueKeysWithValues: store.pinnedScopes.map { name in
        (name, Self.pin(of: name, project, store))
      })
  }

  private static func pin(
    of name: String, _ project: Project, _ store: OpenStore
  ) -> Result<[PinnedItem], RunFailure> {
    Result { () throws(RunFailure) in
      try project.explaining { () throws(StoreError) in try store.pin(of: name) ?? [] }
    }
  }

  private static func secrets(_ store: OpenStore) throws(StoreError) -> [Secret] {
    var secrets: [Secret] = []
    let unreadable = store.unreadable
    for name in store.store.names.sorted() where unreadable[name] == nil {
      let version = try store.place(of: name).version
      secrets.append(Secret(name: name, version: version, details: try store.details(of: name)))
    }
    return secrets
  }

  private static func uncovered(
    in name: String, _ project: Project, _ store: OpenStore
  ) throws(RunFailure) -> [Uncovered] {
    let scope = try project.scope(named: name)
    let selection: Selection
    do throws(ScopingError) {
      selection = try scope.select(from: store.store.names, unreadable: store.unreadable)
    } catch {
      throw RunFailure(error, file: project.configPath)
    }
    let released = try ReleasedSecrets(
      ScopedSelection(scope: scope, selection: selection), from: store, project)
    return released.uncovered.map { Uncovered(scope: name, secret: $0) }
  }
}
