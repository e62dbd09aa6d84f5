// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretStore

extension Project {
  /// Which secrets of the store the scope allows, in an approved scope file, narrowed by the flags.
  func select(_ options: RunOptions, from store: OpenStore) throws(RunFailure) -> ScopedSelection {
    try requireApproval(store)
    let unreadable = store.unreadable
    if let group = unreadable.values.min(), store.ownGroups.isEmpty {
      throw failure(.notAMember(group: group))
    }
    let scope = try scope(named: options.scope)
    do throws(ScopingError) {
      let only = try globs(options.only)
      let except = try globs(options.except)
      return ScopedSelection(
        scope: scope,
        selection: try scope.select(
          from: store.store.names, only: only, except: except, unreadable: unreadable))
    } catch {
      throw RunFailure(error, file: configPath)
    }
  }

  /// What the user should know of a selection that was opened: what it could not draw from, and what is older than
  /// it was.
  func notices(of scoped: ScopedSelection, from store: OpenStore) -> [String] {
    var notices: [String] = []
    let unreadable = scoped.selection.unreadable
    if !unreadable.isEmpty {
      let names = unreadable.sorted { $0.key < $1.key }.map { "\($0.key) (group \($0.value))" }
      notices.append(
        "left out, because the identity is not in the group: " + names.joined(separator: ", "))
    }
    return notices + Self.notices(ofRollbacks: store)
  }

  /// What is older in the file than this machine has seen it.
  static func notices(ofRollbacks store: OpenStore) -> [String] {
    store.rollbacks.map {
      "\($0.name) is older than it was: version \($0.version) after \($0.known); "
        + "if going back is what you want, run: secrun trust --accept-rollback"
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
