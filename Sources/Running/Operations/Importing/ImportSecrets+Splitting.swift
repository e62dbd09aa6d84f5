// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

extension ImportSecrets {
  /// Writes what looks like plain settings into the scope's `env`; whether the scope file changed, which then needs approval.
  package func splitSettings() throws(RunFailure) -> Bool {
    guard options.splits, !plan.settings.isEmpty else { return false }
    guard let path = project.configPath, let text = project.configText else {
      throw RunFailure(
        "--split needs a secrun.toml to put the settings into",
        hints: ["make one with: secrun init"])
    }
    let scope = try project.scope(named: options.scope)
    let new = try newSettings(for: scope, path)
    guard !new.isEmpty else { return false }
    let edited: String?
    do throws(ScopingError) {
      edited = try ScopeFile.adding(
        new, toScope: scope.name, in: String(decoding: text, as: UTF8.self))
    } catch {
      throw RunFailure(error, file: path)
    }
    guard let edited else {
      let names = new.map(\.variable).joined(separator: ", ")
      throw RunFailure(
        "\(path) is written in a way that --split cannot add to",
        hints: ["add \(names) to env of scope \(scope.name) yourself, then run: secrun allow"])
    }
    do throws(SystemCallError) {
      let permissions = FileStatus.of(path)?.permissions ?? 0o644
      let draft = try FileWriting.Draft(for: path, Array(edited.utf8), permissions: permissions)
      try draft.putInPlace()
    } catch {
      throw RunFailure(error)
    }
    return true
  }

  /// The settings that the scope does not have yet, as text: they are no secrets any more.
  private func newSettings(
    for scope: Scope, _ path: String
  ) throws(RunFailure) -> [PlainVariable] {
    var new: [PlainVariable] = []
    for item in plan.settings {
      guard let value = item.value else { continue }
      let text = Self.text(value.bytes)
      if let known = scope.environment.first(where: { $0.variable == item.name }) {
        guard known.value == text else {
          throw RunFailure(
            "\(path) has another value for \(item.name) in env of scope \(scope.name)",
            hints: ["change it there, then run: secrun allow"])
        }
      } else {
        new.append(PlainVariable(variable: item.name, value: text))
      }
    }
    return new
  }

  /// A setting as text; it is no secret any more.
  private static func text(_ value: borrowing SecretBytes) -> String {
    var bytes: [UInt8] = []
    for index in 0..<value.count { bytes.append(value[index]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
