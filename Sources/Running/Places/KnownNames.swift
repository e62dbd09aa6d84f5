// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretStore

/// Names that stand in clear in a project, for completions; nothing is opened, and what is not there has none.
package enum KnownNames {
  /// The scopes of the scope file, sorted.
  package static func scopes(_ places: PlaceOptions) -> [String] {
    ((try? Project.find(places))?.scopeFile.scopeNames ?? []).sorted()
  }

  /// The secrets of the store, sorted.
  package static func secrets(_ places: PlaceOptions) -> [String] {
    guard let project = try? Project.find(places), let store = try? project.readStore() else {
      return []
    }
    return store.names.sorted()
  }
}
