// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scoping
import SecretMemory
import SecretStore

/// The values that a scan looks for: all that the identity can open, or those of one scope.
struct ScanNeedles {
  let needles: NeedleSet
  /// The names whose group the identity is no member of.
  let closed: [String]

  /// Opens the values in a secret phase; what is left when it ends are the needles.
  static func open(_ options: ScanOptions) throws(RunFailure) -> ScanNeedles {
    let project = try Project.find(options.places)
    let identity = try project.identityAhead()
    return try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      let store = try project.open(identity)
      guard let scope = options.scope else {
        return try open(store.store.names.sorted(), from: store, project)
      }
      var run = RunOptions()
      run.scope = scope
      let selection = try project.select(run, from: store)
      return ScanNeedles(
        needles: try ReleasedSecrets(selection, from: store, project).needles(), closed: [])
    }
  }

  /// Opens these values, inside a secret phase, but those whose group the identity is no member of.
  static func open(
    _ names: [String], from store: OpenStore, _ project: Project
  ) throws(RunFailure) -> ScanNeedles {
    var secrets: [NamedSecret] = []
    var closed: [String] = []
    for name in names {
      do throws(StoreError) {
        secrets.append(NamedSecret(name: name, value: SharedSecret(try store.value(of: name))))
      } catch .notAMember {
        closed.append(name)
      } catch {
        throw project.failure(error)
      }
    }
    do throws(RedactionError) {
      return ScanNeedles(needles: try NeedleSet(secrets), closed: closed)
    } catch {
      throw RunFailure(error)
    }
  }

  /// What the user is told before a scan that does not look for everything.
  var warnings: [String] {
    var warnings: [String] = []
    let short = needles.uncovered.map { "\($0.name) (\($0.reason.words))" }
    if !short.isEmpty { warnings.append("not looked for: \(short.joined(separator: ", "))") }
    if !closed.isEmpty {
      let names = closed.map { PrintableText.escaped($0) }.joined(separator: ", ")
      warnings.append("not looked for: \(names); this identity cannot open them")
    }
    if needles.isEmpty { warnings.append("there is no value to look for") }
    return warnings
  }
}
