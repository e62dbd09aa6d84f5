// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore

/// Bringing back the value that a secret had before this machine changed it.
package enum RestoreSecret {
  /// Seals the former value again; the present one is kept in its place.
  package static func run(
    _ name: String, isDangerAllowed: Bool, _ places: PlaceOptions
  ) throws(RunFailure) {
    try NameDanger.refuse([name], unless: isDangerAllowed)
    let project = try Project.find(places)
    var identity = try project.identityAhead()
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      try project.edit(with: identity.take()) { store throws(StoreError) in
        try store.restore(name, from: project.stateFolder)
        return ((), true)
      }
    }
  }
}
