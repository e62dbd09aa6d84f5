// SPDX-License-Identifier: Apache-2.0

import Auditing
import Redaction
import Scoping
import SecretMemory
import SecretStore
import Spawning
import SystemCalls

/// What a run leaves in the audit log: one record before the child gets anything, one after its end, or one that
/// says why it was refused.
final class RunRecords {
  private enum Progress {
    case nothingWritten
    case started
    case over
  }

  private let options: RunOptions
  private let warn: (String) -> Void
  private let beginning = CurrentProcess.milliseconds
  /// A random number that ties the records of a run together, as 32 hexadecimal digits.
  private let run = RandomBytes.hexadecimal(16)
  private var place: AuditPlace?
  private var description: RunDescription
  private var progress = Progress.nothingWritten

  /// Records for a run of `command`; nothing is written yet.
  init(_ options: RunOptions, _ command: ArgumentList, _ warn: @escaping (String) -> Void) {
    self.options = options
    self.warn = warn
    description = RunDescription(options, command)
  }

  /// Takes down where things are.
  func note(_ project: Project) {
    place = AuditPlace(project.settings, project.homeFolders)
    description.project = project
  }

  /// Takes down which file is to be run, and once it was checked what it was checked against.
  func note(_ program: Program) { description.program = program }

  /// Takes down what is to be released, and refuses a run that must say why and does not.
  func note(_ scoped: ScopedSelection, from store: OpenStore) throws(RunFailure) {
    description.select(scoped, from: store)
    guard scoped.scope.requiresReason, options.reason?.isEmpty ?? true else { return }
    throw RunFailure(
      "scope \(scoped.scope.name) needs a reason for each run",
      hints: ["add --reason TEXT; it goes into the audit log"])
  }

  /// Writes the record before the release; belongs into the secret phase.
  ///
  /// Where it cannot be written the run is refused if the user's settings say so, and otherwise goes on with a
  /// warning.
  func start(_ released: ReleasedSecrets) throws(RunFailure) {
    guard let place else { return }
    progress = .over
    do throws(AuditError) {
      let digest = DigestCache(folder: Path.folder(of: place.log.path))
      try place.log.append("start") { line in
        line.add("run", run)
        line.add("decision", "allowed")
        description.write(to: &line, digests: digest) { released.masking($0) }
      }
      progress = .started
    } catch {
      let failure = RunFailure(error)
      guard place.isRequired else { return warnAbout(failure) }
      throw RunFailure(
        "this run cannot be put on record, and your settings require that: \(failure.message)",
        hints: ["see: secrun doctor"])
    }
  }

  /// Writes the record after the child's end.
  func end(_ status: ExitStatus, _ streams: [StreamHits]) {
    finish { line in
      switch status {
      case .exited(let code): line.add("status", code)
      case .signaled(let number): line.add("signal", number)
      }
      let hits = streams.flatMap { stream in stream.hits.map { (stream.stream, $0) } }
      line.add(
        "redactions",
        hits.map { stream, hit in
          var object = JSONLine()
          object.add("name", hit.name)
          object.add("encoding", hit.encoding.rawValue)
          object.add("stream", stream)
          object.add("count", hit.count)
          return object
        })
    }
  }

  /// Runs `body`, and puts on record why it failed if it does.
  func recordingFailure<R>(_ body: () throws(RunFailure) -> R) throws(RunFailure) -> R {
    do throws(RunFailure) {
      return try body()
    } catch {
      refuse(error)
      throw error
    }
  }

  private func refuse(_ failure: RunFailure) {
    if progress == .started {
      return finish { line in
        line.add("status", failure.status.rawValue)
        line.add("failure", failure.message)
      }
    }
    guard progress == .nothingWritten else { return }
    progress = .over
    // Where the scope file itself cannot be read, the settings still can.
    guard let place = place ?? (try? AuditPlace.find()) else { return }
    write(to: place) { line in
      line.add("decision", "refused")
      line.add("refusal", ([failure.message] + failure.details).joined(separator: "; "))
      line.add("status", failure.status.rawValue)
      description.write(to: &line, digests: nil) { $0 }
    }
  }

  private func finish(_ content: (inout JSONLine) -> Void) {
    guard progress == .started, let place else { return }
    progress = .over
    write(to: place, "end") { line in
      line.add("duration_ms", CurrentProcess.milliseconds - beginning)
      content(&line)
    }
  }

  private func write(
    to place: AuditPlace, _ event: String = "refused", _ content: (inout JSONLine) -> Void
  ) {
    do throws(RunFailure) {
      try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
        do throws(AuditError) {
          try place.log.append(event) { line in
            line.add("run", run)
            content(&line)
          }
        } catch {
          throw RunFailure(error)
        }
      }
    } catch {
      warnAbout(error)
    }
  }

  private func warnAbout(_ failure: RunFailure) {
    warn("this run is not on record: \(failure.message)")
  }
}
