// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretStore

extension Project {
  /// Which secrets of the store the scope allows, in an approved scope file, narrowed by the flags.
  func select(_ options: RunOptions, from store: OpenStore) throws(RunFailure) -> ScopedSelection {
    try requireApproval(store)
    let scope = try scope(named: options.scope)
    do throws(ScopingError) {
      let only = try globs(options.only)
      let except = try globs(options.except)
      return ScopedSelection(
        scope: scope,
        selection: try scope.select(
          from: store.store.names, only: only, except: except,
          standardInput: options.standardInput))
    } catch {
      throw RunFailure(error, file: configPath)
    }
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
  let selection: Selection
}
