// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import SystemCalls

/// What the checks of `secrun doctor` share: the project and what its store holds, found out once.
struct Setup {
  /// Where the user said that things are.
  let places: PlaceOptions
  /// The scope file, store and identity that a run would use, or why there would be none.
  let project: Result<Project, RunFailure>
  /// What the opened store holds, or why it does not open.
  let store: Result<StoreFacts, RunFailure>
  /// Where the identity comes from; nil where there is none.
  let identitySource: IdentitySource?
  /// Seconds since 1970-01-01 UTC.
  let now: Int64

  /// Finds everything and opens the store, in a secret phase that is over when this returns.
  init(_ places: PlaceOptions) {
    self.places = places
    now = CurrentProcess.time
    // Before the store is opened, which overwrites secrun's own variables.
    let source = try? IdentitySource.wished(places)
    project = Result { () throws(RunFailure) in try Project.find(places) }
    store = Self.facts(project)
    identitySource = source
  }

  private static func facts(
    _ project: Result<Project, RunFailure>
  ) -> Result<StoreFacts, RunFailure> {
    Result { () throws(RunFailure) in
      let project = try project.get()
      let identity = try project.identityAhead()
      return try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
        try StoreFacts(project, try project.open(identity))
      }
    }
  }
}
