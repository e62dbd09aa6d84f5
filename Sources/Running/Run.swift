// SPDX-License-Identifier: Apache-2.0

import ChildEnvironment
import Redaction
import Scoping
import SecretMemory
import SecretStore
package import Spawning
package import SystemCalls

/// One run of a program with the secrets of a scope: store → scope → environment → spawn → redact → exit.
package struct Run {
  private let options: RunOptions
  private let command: ArgumentList
  private let warn: (String) -> Void

  /// Prepares to run `command`; `warn` shows a line to the user.
  package init(
    _ options: RunOptions, _ command: ArgumentList, warn: @escaping (String) -> Void
  ) {
    self.options = options
    self.command = command
    self.warn = warn
  }

  /// Runs to the child's end and returns how it ended; the audit log gets to know of it in any case.
  package func run() throws(RunFailure) -> ExitStatus {
    let records = RunRecords(options, command, warn)
    return try records.recordingFailure { () throws(RunFailure) in try run(records) }
  }

  private func run(_ records: RunRecords) throws(RunFailure) -> ExitStatus {
    let project = try Project.find(options.places)
    records.note(project)
    let program = try Program.find(command)
    records.note(program)
    let limits = try RelayLimits(options)
    let report = try Report.open(options.report)
    let files = try SecretFiles.prepare(for: project, options)
    defer { files?.end() }
    // Read before signals are held back, so that Ctrl-C can end the wait for a password manager or a passphrase.
    var identity = try project.identityAhead()
    let signals = try Self.signals()
    let mask = signals.inheritedMask
    if options.isSubreaper { CurrentProcess.adoptOrphans() }

    let started = try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      let store = try project.open(identity.take())
      let selection = try project.select(options, from: store)
      try records.note(selection, from: store)
      let program = try program.checked(by: store, selection.scope, project)
      records.note(program)
      let released = try ReleasedSecrets(selection, from: store, project)
      project.remember(store)
      for notice in project.notices(of: selection, from: store) { warn(notice) }
      try ExpiryCheck.judge(released.expiries, selection.scope, warn)
      let environment = try released.environment(selection, options, files)
      try records.start(released)
      return try released.start(program, environment, options, mask)
    }
    started.warn(warn)
    Checkpoint.spawned.reach()

    let (status, hits) = try started.relay(signals, limits, warn)
    Checkpoint.ended.reach()
    records.end(status, hits)
    started.policy.warn(hits, warn)
    try report?.write(started.selection, started.uncovered, hits, status: status)
    return started.policy.status(status, hits)
  }

  /// From here on signals wait, so that none can come between the child's start and its supervision.
  private static func signals() throws(RunFailure) -> SignalRelay {
    do throws(SystemCallError) { return try SignalRelay() } catch { throw RunFailure(error) }
  }
}
