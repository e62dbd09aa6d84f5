// SPDX-License-Identifier: Apache-2.0

extension Scope {
  /// Applies the scope to the names in a store, narrowed by `--only` and `--except`.
  ///
  /// Narrowing comes before the look into the store: a required name that is narrowed away is not missing.
  /// Where `as` defines a variable that `secrets` would inject too, the alias wins.
  package func select(
    from storeNames: [String], only: [Glob] = [], except: [Glob] = []
  ) throws(ScopingError) -> Selection {
    let candidates = Candidates(of: self, in: storeNames)
    let narrowing = Narrowing(only: only, except: except)
    try narrowing.check(against: candidates.all, scope: name)

    let stored = Set(storeNames)
    var injections: [Injection] = []
    var missing: Set<String> = []
    var leftOut = candidates.reserved.map {
      LeftOut(name: $0, variable: $0, reason: .reservedName)
    }
    for candidate in candidates.all {
      if let reason = narrowing.reason(against: candidate) {
        leftOut.append(candidate.leftOut(reason))
      } else if !stored.contains(candidate.secret) {
        if candidate.isRequired { missing.insert(candidate.secret) }
        leftOut.append(candidate.leftOut(.notInStore))
      } else if candidate.isDisplaced {
        leftOut.append(candidate.leftOut(.aliasTakesName))
      } else {
        injections.append(candidate.injection)
      }
    }
    guard missing.isEmpty else { throw missingSecrets(missing, storeNames) }

    let known = Set(candidates.all.map(\.secret)).union(candidates.reserved)
    leftOut += stored.subtracting(known).map {
      LeftOut(name: $0, variable: nil, reason: .notInScope)
    }
    let taken = Set(injections.map(\.variable))
    return Selection(
      scope: name,
      injections: injections.sorted { $0.variable < $1.variable },
      environment: environment.filter { !taken.contains($0.variable) },
      leftOut: leftOut.sorted { ($0.name, $0.variable ?? "") < ($1.name, $1.variable ?? "") })
  }

  private func missingSecrets(_ missing: Set<String>, _ storeNames: [String]) -> ScopingError {
    let missing = missing.sorted().map {
      MissingSecret(name: $0, nearest: NearestName.to($0, in: storeNames))
    }
    return .missingSecrets(missing, scope: name)
  }
}
