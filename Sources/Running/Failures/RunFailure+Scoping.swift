// SPDX-License-Identifier: Apache-2.0

import Scoping

extension RunFailure {
  /// A scope file or selection that cannot be used; `path` is the file's, if there is one.
  init(_ error: ScopingError, file path: String?) {
    let file = PrintableText.escaped(path ?? "secrun.toml", limit: 4096)
    let place = error.position.map { "\(file):\($0.line):\($0.column): " } ?? ""
    switch error {
    case .missingSecrets(let missing, let scope):
      let names = missing.map(\.name).joined(separator: ", ")
      self.init(
        "scope \(scope) needs \(names), which the store does not have",
        hints: missing.map { secret in
          secret.nearest.map { "did you mean \($0) instead of \(secret.name)?" }
            ?? "add it with: secrun set \(secret.name)"
        })
    case .notReadable(let groups, let scope): self = Self.notReadable(groups, scope)
    case .noSuchScope(let name, let nearest, _):
      self.init("\(place)no scope \(name) in \(file)", hints: Self.meant(nearest))
    case .unknownKey(let key, let scope, let nearest, _):
      let inScope = scope.map { " in scope \($0)" } ?? ""
      self.init(
        "\(place)unknown key \(key)\(inScope)",
        hints: Self.meant(nearest) + (scope == nil ? Self.belongsToTheUser(key) : []))
    case .unknownSetting(let key, let table, let nearest, _):
      let inTable = table.map { " in [\($0)]" } ?? ""
      self.init("\(place)unknown key \(key)\(inTable)", hints: Self.meant(nearest))
    case .outsideScope(let name, let scope, let nearest):
      self.init("\(name) is not in scope \(scope)", hints: Self.meant(nearest))
    case .matchesNothing(let glob, let scope):
      self.init("--only \(glob) matches nothing in scope \(scope)")
    case .invalidChoice(let word, let key, let choices, let nearest, _):
      let choices = choices.joined(separator: ", ")
      self.init(
        "\(place)\(key) cannot be \(PrintableText.quoted(word)); it is one of \(choices)",
        hints: Self.meant(nearest))
    default: self.init(place + Self.words(for: error, file))
    }
  }

  private static func notReadable(_ groups: [String: String], _ scope: String) -> RunFailure {
    let names = groups.sorted { $0.key < $1.key }.map { "\($0.key) (group \($0.value))" }
    let group = Set(groups.values).sorted().first ?? ""
    return RunFailure(
      "scope \(scope) needs \(names.joined(separator: ", ")), which the identity cannot open",
      hints: [
        "a member of the group can let it in: secrun member add LABEL PUBLIC --group \(group)",
        "or leave it out with --except, or name it in optional",
      ])
  }

  private static func meant(_ nearest: String?) -> [String] {
    nearest.map { ["did you mean \($0)?"] } ?? []
  }

  /// What no repository may set.
  private static func belongsToTheUser(_ key: String) -> [String] {
    guard UserSettings.tables.contains(key) else { return [] }
    return ["[\(key)] is read only from your own settings, $XDG_CONFIG_HOME/secrun/config.toml"]
  }

  private static func words(for error: ScopingError, _ file: String) -> String {
    switch error {
    case .tooLarge(let limit): "\(file) is longer than \(limit) bytes"
    case .syntax(let reason, _): reason
    case .notSupportedYet(let key, _): "this version of secrun does not know \(key) yet"
    case .wrongType(let key, let expected, let found, _): "\(key) must be \(expected), not \(found)"
    case .empty(let what, _): "\(what) is empty"
    case .relativePath(let key, _):
      "\(key) must be a path that begins with / or ~/, since it counts in every folder"
    case .invalidName(let name, let kind, _):
      "\(PrintableText.quoted(name)) is not \(kind.rawValue)"
    case .reservedVariable(let name, _): "\(name) is reserved: no child receives SECRUN_ variables"
    case .containsNul: "a null character, which no environment can hold"
    case .definedTwice(let name, let first, _):
      "\(name) is defined a second time, first at line \(first.line)"
    default: "the scope file cannot be used"
    }
  }
}
