// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore

/// Removing and renaming secrets.
package enum ChangeNames {
  /// Takes secrets out of the store; when one is not there, none is taken.
  package static func remove(_ names: [String], _ places: PlaceOptions) throws(RunFailure) {
    let project = try Project.find(places)
    try project.require(names, in: try project.readStore())
    var identity = try project.identityAhead()
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      try project.edit(with: identity.take()) { store throws(StoreError) in
        try store.remove(names)
        return ((), true)
      }
    }
  }

  /// Gives a secret another name.
  package static func rename(
    _ old: String, to new: String, isDangerAllowed: Bool, _ places: PlaceOptions
  ) throws(RunFailure) {
    try NameDanger.refuse([new], unless: isDangerAllowed)
    let project = try Project.find(places)
    try project.require([old], in: try project.readStore())
    var identity = try project.identityAhead()
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      try project.edit(with: identity.take()) { store throws(StoreError) in
        try store.rename(old, to: new)
        return ((), true)
      }
    }
  }
}
