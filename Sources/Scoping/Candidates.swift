// SPDX-License-Identifier: Apache-2.0

/// Everything that a scope allows out of a store, one candidate for each variable and secret.
struct Candidates {
  private(set) var all: [Candidate] = []
  /// Names in the store that a glob matches and no child may receive.
  private(set) var reserved: [String] = []
  private let scope: Scope
  private let aliases: [String: String]
  /// The variables that hold paths, and the secrets that lie there.
  private let fileVariables: Set<String>
  private let fileSecrets: Set<String>
  /// The secrets that are candidates under their own name.
  private var seen: Set<String> = []

  /// Takes the names in the order of what decides: alias, plain name, glob, optional.
  init(of scope: Scope, in storeNames: [String]) {
    self.scope = scope
    aliases = Dictionary(scope.aliases.map { ($0.variable, $0.secret) }) { _, later in later }
    fileVariables = Set(scope.files.map(\.variable))
    fileSecrets = Set(scope.files.map(\.secret))
    let stored = StoredNames(storeNames, for: scope)
    for (variable, secret) in aliases { define(variable, secret, .alias, stored) }
    for file in scope.files { define(file.variable, file.secret, .file, stored) }
    for glob in scope.secrets where glob.isPlain {
      add(glob.text, .named, isStored: stored.named.contains(glob.text), isRequired: true)
    }
    for (name, glob) in stored.matched {
      add(name, .matched(glob.text))
    }
    for glob in scope.optional where glob.isPlain {
      add(glob.text, .optional, isStored: stored.named.contains(glob.text))
    }
    for name in stored.optional {
      add(name, .optional)
    }
  }

  /// Adds an entry of `as` or `files`.
  private mutating func define(
    _ variable: String, _ secret: String, _ reason: Injection.Reason, _ stored: StoredNames
  ) {
    // `optional` is how a scope says that a name may be missing, under whatever variable.
    let isRequired = !scope.optional.contains { $0.matches(secret) }
    all.append(
      Candidate(
        variable: variable, secret: secret, reason: reason,
        isStored: stored.named.contains(secret), isRequired: isRequired))
  }

  private mutating func add(
    _ name: String, _ reason: Injection.Reason, isStored: Bool = true, isRequired: Bool = false
  ) {
    guard seen.insert(name).inserted else { return }
    if NameKind.isReserved(name) {
      reserved.append(name)
      return
    }
    let alias = aliases[name]
    // `X = "X"` in `as` is the same injection said twice, and takes nothing away.
    guard alias != name else { return }
    all.append(
      Candidate(
        variable: name, secret: name, reason: reason,
        isStored: isStored, isRequired: isRequired, displacement: displacement(of: name, reason)))
  }

  /// Why a secret is not injected under its own name; one that `secrets` or `optional` spells out stays beside a file.
  private func displacement(of name: String, _ reason: Injection.Reason) -> LeftOut.Reason? {
    if aliases[name] != nil { return .aliasTakesName }
    if fileVariables.contains(name) { return .fileTakesName }
    guard fileSecrets.contains(name) else { return nil }
    switch reason {
    case .matched: return .deliveredAsFile
    case .optional:
      return scope.optional.contains { $0.isPlain && $0.text == name } ? nil : .deliveredAsFile
    case .named, .alias, .file, .reference: return nil
    }
  }
}
