// SPDX-License-Identifier: Apache-2.0

extension Scope {
  /// Applies the scope to the names in a store, narrowed by `--only` and `--except`.
  ///
  /// Narrowing comes before the look into the store: a required name that is narrowed away is not
  /// missing. Where `as` defines a variable that `secrets` would inject too, the alias wins. What is `unreadable`, by
  /// secret the group that its reader is not in, is left out where the scope only matches it, and else refused.
  package func select(
    from storeNames: [String], only: [Glob] = [], except: [Glob] = [],
    unreadable: [String: String] = [:]
  ) throws(ScopingError) -> Selection {
    let candidates = Candidates(of: self, in: storeNames)
    let narrowing = Narrowing(only: only, except: except)
    try narrowing.check(against: candidates.all, scope: name)

    var injections: [Injection] = []
    var missing: Set<String> = []
    var refused: [String: String] = [:]
    var passedOver: [String: String] = [:]
    var withheld = candidates.reserved.map {
      LeftOut(name: $0, variable: $0, reason: .reservedName)
    }
    for candidate in candidates.all {
      if let reason = narrowing.reason(against: candidate) {
        withheld.append(candidate.leftOut(reason))
      } else if !candidate.isStored {
        if candidate.isRequired { missing.insert(candidate.secret) }
        withheld.append(candidate.leftOut(.notInStore))
      } else if let group = unreadable[candidate.secret] {
        if candidate.isRequired {
          refused[candidate.secret] = group
        } else if candidate.reason != .optional {
          passedOver[candidate.secret] = group
        }
        withheld.append(candidate.leftOut(.inGroupOfOthers(group)))
      } else if candidate.isDisplaced {
        withheld.append(candidate.leftOut(.aliasTakesName))
      } else {
        injections.append(candidate.injection)
      }
    }
    guard missing.isEmpty else { throw missingSecrets(missing, storeNames) }
    guard refused.isEmpty else { throw .notReadable(refused, scope: name) }
    return Selection(
      scope: self, injections: injections, withheld: withheld, unreadable: passedOver,
      from: storeNames)
  }

  private func missingSecrets(_ missing: Set<String>, _ storeNames: [String]) -> ScopingError {
    let missing = missing.sorted().map {
      MissingSecret(name: $0, nearest: NearestName.to($0, in: storeNames))
    }
    return .missingSecrets(missing, scope: name)
  }
}
