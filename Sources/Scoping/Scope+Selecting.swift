// SPDX-License-Identifier: Apache-2.0

extension Scope {
  /// Applies the scope to the names in a store, narrowed by `--only` and `--except`.
  ///
  /// Narrowing comes before the look into the store: a required name that is narrowed away is not
  /// missing. Where `as` defines a variable that `secrets` would inject too, the alias wins. What is `unreadable`, by
  /// secret the group that its reader is not in, is left out where the scope only matches it, and else refused.
  ///
  /// `standardInput` names the secret that the child reads there, in place of every variable that would hold it.
  package func select(
    from storeNames: [String], only: [Glob] = [], except: [Glob] = [],
    unreadable: [String: String] = [:], standardInput: String? = nil
  ) throws(ScopingError) -> Selection {
    let candidates = Candidates(of: self, in: storeNames)
    let narrowing = Narrowing(only: only, except: except)
    try narrowing.check(against: candidates.all, scope: name)

    var injections: [Injection] = []
    var missing: Set<String> = []
    var refused: [String: String] = [:], passedOver: [String: String] = [:]
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
        if candidate.isRequired { refused[candidate.secret] = group }
        if !candidate.isRequired, candidate.reason != .optional {
          passedOver[candidate.secret] = group
        }
        withheld.append(candidate.leftOut(.inGroupOfOthers(group)))
      } else if let reason = candidate.displacement {
        withheld.append(candidate.leftOut(reason))
      } else {
        injections.append(candidate.injection)
      }
    }
    guard missing.isEmpty else { throw missingSecrets(missing, storeNames) }
    guard refused.isEmpty else { throw .notReadable(refused, scope: name) }
    let input = try take(standardInput, outOf: &injections, &withheld)
    try refuseHooks(injections)
    return Selection(
      scope: self, injections: injections, standardInput: input, withheld: withheld,
      unreadable: passedOver, from: storeNames)
  }

  /// Turns the variables that would hold a secret into one delivery on standard input.
  private func take(
    _ secret: String?, outOf injections: inout [Injection], _ withheld: inout [LeftOut]
  ) throws(ScopingError) -> Injection? {
    guard let secret else { return nil }
    guard let first = injections.first(where: { $0.secret == secret }) else {
      let nearest = NearestName.to(secret, in: injections.map(\.secret))
      throw .outsideScope(PrintableText.escaped(secret), scope: name, nearest: nearest)
    }
    let replaced = injections.filter { $0.secret == secret && $0.delivery == .variable }
    injections.removeAll(where: replaced.contains)
    withheld += replaced.map {
      LeftOut(name: secret, variable: $0.variable, reason: .deliveredOnInput)
    }
    return Injection(
      variable: "", secret: secret, reason: first.reason, delivery: .standardInput)
  }

  /// Refuses variables that would make a loader or an interpreter run code, unless the scope says that it means it.
  package func refuseHooks(_ injections: [Injection]) throws(ScopingError) {
    let variables = Set(injections.map(\.variable)).union(environment.map(\.variable))
    let refused = variables.filter { variable in
      CodeHooks.contains(variable) && !allowHooks.contains { $0.matches(variable) }
    }
    guard refused.isEmpty else { throw .hooksRefused(refused.sorted(), scope: name) }
  }

  private func missingSecrets(_ missing: Set<String>, _ storeNames: [String]) -> ScopingError {
    let missing = missing.sorted().map {
      MissingSecret(name: $0, nearest: NearestName.to($0, in: storeNames))
    }
    return .missingSecrets(missing, scope: name)
  }
}
