// SPDX-License-Identifier: Apache-2.0

import ChildEnvironment
import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// What a run would inject and why, without opening a value or running anything.
///
/// What would stop the run stops this too, but for what has expired, which the table shows.
package enum DryRun {
  /// The text for standard output, as tables or as JSON; the command's words are the last `wordCount` of secrun's.
  package static func run(
    _ options: RunOptions, wordCount: Int, isJSON: Bool
  ) throws(RunFailure) -> [UInt8] {
    let project = try Project.find(options.places)
    var identity = try project.identityAhead()
    let program = wordCount == 0 ? nil : try Program.find(ArgumentList(last: wordCount))
    let plan = try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      let store = try project.open(identity.take())
      let scoped = try project.select(options, from: store)
      _ = try program?.checked(by: store, scoped.scope, project)
      return try project.explaining { () throws(StoreError) in
        try RunPlan(scoped, options, store, now: CurrentProcess.time)
      }
    }
    return isJSON ? JSONText.bytes(plan) : plan.text
  }
}
