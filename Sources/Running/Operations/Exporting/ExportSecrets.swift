// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// Writing the variables of a scope as a file for another tool: to standard output, a file or pipe.
package enum ExportSecrets {
  /// What the forms are called, for help.
  package static let forms = DotenvWishes.dialects + [json]

  private static let json = "json"

  /// Writes what a command would get of the scope; a terminal gets it only when the user insists.
  ///
  /// Nothing is written unless all of it was proved to read back.
  package static func run(
    _ options: RunOptions, form: String?, isRevealed: Bool
  ) throws(RunFailure) {
    guard isRevealed || !Terminal.isTerminal(1) else {
      throw RunFailure(
        "standard output is a terminal, which would show the values",
        hints: ["use a pipe or a file, or add --reveal"])
    }
    var wishes = DotenvWishes()
    if form != json { wishes.dialect = form }
    let dialect = try dialect(form, wishes)
    let project = try Project.find(options.places)
    let identity = try project.identityAhead()
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      let store = try project.open(identity)
      let scoped = try project.select(options, from: store)
      let variables = try variables(scoped, try ReleasedSecrets(scoped, from: store, project))
      let text: SecretBytes
      do throws(ExportError) {
        text =
          if let dialect { try DialectWriter.write(variables, dialect) } else {
            try JSONWriter.write(variables)
          }
      } catch {
        throw RunFailure(error, form: form ?? Dialect.secrun.rawValue)
      }
      do throws(SystemCallError) {
        try Descriptor(borrowing: 1).writeAll(text)
      } catch {
        throw RunFailure(error)
      }
    }
  }

  /// The dialect of a form; nil is JSON.
  private static func dialect(
    _ form: String?, _ wishes: DotenvWishes
  ) throws(RunFailure) -> Dialect? {
    guard form != json else { return nil }
    guard form.map(forms.contains) ?? true else {
      throw RunFailure(
        "--dialect cannot be \(PrintableText.quoted(form ?? "")); it is one of \(forms.joined(separator: ", "))",
        hints: NearestName.to(form ?? "", in: forms).map { ["did you mean \($0)?"] } ?? [])
    }
    return try wishes.options().dialect
  }

  /// The scope's own variables and its secrets, by name.
  private static func variables(
    _ scoped: ScopedSelection, _ released: ReleasedSecrets
  ) throws(RunFailure) -> [DialectWriter.Variable] {
    var variables: [DialectWriter.Variable] = []
    for injection in scoped.selection.injections {
      if let value = released.values[injection.secret] {
        variables.append((name: injection.variable, value: value))
      }
    }
    do throws(SecretMemoryError) {
      for plain in scoped.selection.environment {
        let value = SharedSecret(try SecretBytes(copying: Array(plain.value.utf8)))
        variables.append((name: plain.variable, value: value))
      }
    } catch {
      throw RunFailure(error)
    }
    return variables.sorted { $0.name < $1.name }
  }
}

extension RunFailure {
  /// Values that could not be written.
  init(_ error: ExportError, form: String) {
    switch error {
    case .notExpressible(let names):
      self.init(
        "\(form) has no way to write \(names.joined(separator: ", "))",
        hints: ["leave it out with --except, or take another --dialect"])
    case .notProved:
      self.init("what was written for \(form) does not read back; nothing was handed out")
    case .memory(let error): self.init(error)
    }
  }
}
