// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import SystemCalls

/// Writing one value to standard output, byte for byte.
package enum GetSecret {
  /// Opens and writes the value; a terminal gets it only when the user insists.
  ///
  /// Returns what the user should know about it.
  package static func run(
    _ name: String, _ places: PlaceOptions, isRevealed: Bool
  ) throws(RunFailure) -> [String] {
    guard isRevealed || !Terminal.isTerminal(1) else {
      throw RunFailure(
        "standard output is a terminal, which would show the value",
        hints: ["use a pipe, or add --reveal"])
    }
    let project = try Project.find(places)
    let identity = try project.identityAhead()
    return try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      let store = try project.open(identity)
      try project.require([name], in: store.store)
      let value = try project.explaining { () throws(StoreError) in try store.value(of: name) }
      do throws(SystemCallError) {
        try Descriptor(borrowing: 1).writeAll(value)
      } catch {
        throw RunFailure(error)
      }
      project.remember(store)
      return Project.notices(ofRollbacks: store)
    }
  }
}
