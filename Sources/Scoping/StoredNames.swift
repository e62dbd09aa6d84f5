// SPDX-License-Identifier: Apache-2.0

/// The names in a store that matter to a scope, found in one pass over all of them.
///
/// A store may hold a thousand names for a scope of three, and every run comes by here.
struct StoredNames {
  /// The names that the scope spells out and the store has.
  private(set) var named: Set<String> = []
  /// The names that a glob in `secrets` matches, each with the first that does.
  private(set) var matched: [(name: String, glob: Glob)] = []
  /// The names that only a glob in `optional` matches.
  private(set) var optional: [String] = []

  init(_ names: [String], for scope: Scope) {
    let plain = (scope.secrets + scope.optional).filter(\.isPlain).map(\.text)
    let wanted = Set(plain).union(scope.aliases.map(\.secret)).union(scope.files.map(\.secret))
    let secrets = scope.secrets.filter { !$0.isPlain }
    let optional = scope.optional.filter { !$0.isPlain }
    for name in names {
      if wanted.contains(name) { named.insert(name) }
      if let glob = secrets.first(where: { $0.matches(name) }) {
        matched.append((name, glob))
      } else if optional.contains(where: { $0.matches(name) }) {
        self.optional.append(name)
      }
    }
  }
}
