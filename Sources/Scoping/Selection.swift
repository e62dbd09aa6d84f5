// SPDX-License-Identifier: Apache-2.0

/// What a run injects: a scope, applied to the names in a store and narrowed by the command line.
package struct Selection: Sendable {
  /// The name of the scope.
  package let scope: String
  /// The secrets that the child receives, by variable; each variable once.
  package internal(set) var injections: [Injection]
  /// The secret that the child reads on its standard input.
  package let standardInput: Injection?
  /// The scope's plain variables, by name, without those that a secret takes.
  package let environment: [PlainVariable]
  /// What the scope allows and the child does not receive.
  private let withheld: [LeftOut]
  private let storeNames: [String]
  /// What a glob of the scope's `secrets` matches and the identity at hand cannot open, with its group.
  package let unreadable: [String: String]

  init(
    scope: Scope, injections: [Injection], standardInput: Injection?, withheld: [LeftOut],
    unreadable: [String: String] = [:],
    from storeNames: [String]
  ) {
    self.standardInput = standardInput
    self.scope = scope.name
    self.injections = injections.sorted { $0.variable < $1.variable }
    self.withheld = withheld
    self.storeNames = storeNames
    self.unreadable = unreadable
    let taken = Set(injections.map(\.variable))
    environment = scope.environment.filter { !taken.contains($0.variable) }
  }

  /// The names of all secrets that are opened for the child, each once, in order.
  package var opened: [String] {
    var names = Set(injections.map(\.secret))
    if let standardInput { names.insert(standardInput.secret) }
    return names.sorted()
  }

  /// How the child receives a secret, each way once, in order.
  package func deliveries(of secret: String) -> [String] {
    let all = injections + [standardInput].compactMap { $0 }
    return Set(all.filter { $0.secret == secret }.map(\.delivery.rawValue)).sorted()
  }

  /// The names in the store that are among these.
  package func stored(among names: Set<String>) -> [String] {
    storeNames.filter(names.contains)
  }

  /// The secrets that the child does not receive, by name, for `--dry-run`.
  ///
  /// Computed when asked for: a store may hold a thousand names and a run needs none of this.
  package var leftOut: [LeftOut] {
    let known = Set(opened).union(withheld.map(\.name))
    let others = Set(storeNames).subtracting(known).map {
      LeftOut(name: $0, variable: nil, reason: .notInScope)
    }
    return (withheld + others).sorted {
      ($0.name, $0.variable ?? "") < ($1.name, $1.variable ?? "")
    }
  }
}
