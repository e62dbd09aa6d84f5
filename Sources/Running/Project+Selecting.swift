// SPDX-License-Identifier: Apache-2.0

import ChildEnvironment
import Scoping
import SecretStore

extension Project {
  /// Which secrets of the store the scope allows, in an approved scope file, narrowed by the flags.
  func select(_ options: RunOptions, from store: OpenStore) throws(RunFailure) -> ScopedSelection {
    try requireApproval(store)
    let scope = try scope(named: options.scope)
    var scoped: ScopedSelection
    do throws(ScopingError) {
      let only = try globs(options.only)
      let except = try globs(options.except)
      scoped = ScopedSelection(
        scope: scope,
        selection: try scope.select(from: store.store.names, only: only, except: except))
    } catch {
      throw RunFailure(error, file: configPath)
    }
    for file in options.environmentFiles {
      try scoped.add(EnvironmentFile(file), from: store)
    }
    return scoped
  }

  private func globs(_ texts: [String]) throws(ScopingError) -> [Glob] {
    var globs: [Glob] = []
    for text in texts { globs.append(try Glob(text)) }
    return globs
  }
}

/// A scope and what it selects from one store.
struct ScopedSelection {
  let scope: Scope
  var selection: Selection
  /// What files on the command line set in clear; the scope's own variables and secrets beat it.
  var fileVariables: [InjectedSecret] = []
}
