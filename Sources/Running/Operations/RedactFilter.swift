// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scoping
import SecretMemory
import Spawning
import SystemCalls

/// Standard input to standard output, with the secrets of a scope redacted.
package enum RedactFilter {
  /// Filters to the end of the input; `warn` shows a line to the user.
  ///
  /// Returns whether something was redacted and `--on-leak` calls that a failure.
  package static func run(
    _ options: RunOptions, warn: (String) -> Void
  ) throws(RunFailure) -> Bool {
    let project = try Project.find(options.places)
    let report = try Report.open(options.report)
    var identity = try project.identityAhead()
    let (needles, selection, policy, notices) = try SecretPhase.run(failed: RunFailure.init) {
      () throws(RunFailure) in
      let store = try project.open(identity.take())
      let scoped = try project.select(options, from: store)
      let released = try ReleasedSecrets(scoped, from: store, project)
      let policy = try LeakPolicy(options.onLeak, scoped.scope)
      project.remember(store)
      let notices = project.notices(of: scoped, from: store)
      return (try released.needles(), scoped.selection, policy, notices)
    }
    notices.forEach(warn)
    if let warning = needles.uncovered.warning { warn(warning) }
    let stream = try relay(needles)
    if let failure = stream.failure { throw RunFailure(failure) }
    let hits = [stream.streamHits]
    policy.warn(hits, warn)
    try report?.write(selection, needles.uncovered, hits)
    return policy.response >= .fail && !stream.streamHits.hits.isEmpty
  }

  private static func relay(_ needles: NeedleSet) throws(RunFailure) -> StreamRelay {
    let stream: StreamRelay
    do throws(RedactionError) {
      stream = StreamRelay(
        "stdout", from: Descriptor(borrowing: 0), to: 1, redactor: try Redactor(needles))
    } catch {
      throw RunFailure(error)
    }
    do throws(SystemCallError) {
      try stream.runToEnd()
      return stream
    } catch {
      throw RunFailure(error)
    }
  }
}
