// SPDX-License-Identifier: Apache-2.0

/// What `--only` and `--except` take away from a scope; there is nothing that they could add.
struct Narrowing {
  let only: [Glob]
  let except: [Glob]

  /// Refuses a plain name that is not in the scope, and an `--only` that matches nothing.
  ///
  /// In scope means a name that the scope spells out or that one of its globs finds in the store:
  /// under `secrets = ["*"]` a misspelt `--except` must not pass because the star matches it too.
  func check(against candidates: [Candidate], scope: String) throws(ScopingError) {
    guard !only.isEmpty || !except.isEmpty else { return }
    let names = Set(candidates.flatMap { [$0.secret, $0.variable] })
    for glob in only + except where glob.isPlain && !names.contains(glob.text) {
      let nearest = NearestName.to(glob.text, in: names)
      throw .outsideScope(glob.text, scope: scope, nearest: nearest)
    }
    for glob in only where !glob.isPlain && !names.contains(where: { glob.matches($0) }) {
      throw .matchesNothing(glob.text, scope: scope)
    }
  }

  /// Why a candidate is taken away, or nil when it stays.
  func reason(against candidate: Candidate) -> LeftOut.Reason? {
    if let glob = except.first(where: { candidate.isMatched(by: $0) }) {
      return .excepted(glob.text)
    }
    if only.isEmpty || only.contains(where: { candidate.isMatched(by: $0) }) { return nil }
    return .notAmongOnly
  }
}
