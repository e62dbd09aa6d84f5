// SPDX-License-Identifier: Apache-2.0

/// Everything that a scope allows out of a store, one candidate for each variable and secret.
struct Candidates {
  private(set) var all: [Candidate] = []
  /// Names in the store that a glob matches and no child may receive.
  private(set) var reserved: [String] = []
  private let aliased: Set<String>
  /// The secrets that are candidates under their own name.
  private var named: Set<String> = []

  /// Takes the names in the order of what decides: alias, plain name, glob, optional.
  init(of scope: Scope, in storeNames: [String]) {
    aliased = Set(scope.aliases.map(\.variable))
    for alias in scope.aliases {
      // `optional` is how a scope says that a name may be missing, under whatever variable.
      let isRequired = !scope.optional.contains { $0.matches(alias.secret) }
      all.append(
        Candidate(
          variable: alias.variable, secret: alias.secret, reason: .alias,
          isRequired: isRequired, isDisplaced: false))
    }
    for glob in scope.secrets where glob.isPlain {
      add(glob.text, .named, isRequired: true)
    }
    for name in storeNames {
      if let glob = scope.secrets.first(where: { !$0.isPlain && $0.matches(name) }) {
        add(name, .matched(glob.text))
      }
    }
    for glob in scope.optional where glob.isPlain {
      add(glob.text, .optional)
    }
    let globs = scope.optional.filter { !$0.isPlain }
    for name in storeNames where globs.contains(where: { $0.matches(name) }) {
      add(name, .optional)
    }
  }

  private mutating func add(_ name: String, _ reason: Injection.Reason, isRequired: Bool = false) {
    guard named.insert(name).inserted else { return }
    if name.hasPrefix(NameKind.reservedPrefix) {
      reserved.append(name)
      return
    }
    // `X = "X"` in `as` is the same injection said twice, and takes nothing away.
    let isSame = aliased.contains(name) && all.contains { $0.variable == name && $0.secret == name }
    guard !isSame else { return }
    all.append(
      Candidate(
        variable: name, secret: name, reason: reason,
        isRequired: isRequired, isDisplaced: aliased.contains(name)))
  }
}
