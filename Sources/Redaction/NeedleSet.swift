// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Everything that is needed to find the secrets of a run in any of their written forms.
///
/// Built once, inside the secret phase, and shared by all streams. It guarantees that no text of a secret
/// stays behind: what remains are the transitions of an automaton over the first bytes of each form, and
/// digests under random keys. It cannot find what a program has compressed, encrypted or cut in pieces.
package final class NeedleSet: Sendable {
  /// The secrets that are not redacted, in input order.
  package let uncovered: [UncoveredSecret]

  /// The needles that these follow; their secrets come first.
  let earlier: NeedleSet?
  /// The names of all secrets, those of the earlier needles first.
  let names: [String]
  let needles: [Needle]
  let automaton: Automaton
  let long: LongNeedles
  let labels: Labels
  /// The length of the longest needle.
  let longest: Int

  /// Makes the needles of all secrets that can be covered.
  ///
  /// Those that are to be added to a running redactor are made to follow the ones that it has. `isWanted` is asked
  /// again and again, since it takes a millisecond or two; throws `.notWanted` as soon as it says no.
  package init(
    _ secrets: [NamedSecret], options: NeedleOptions = .init(), after earlier: NeedleSet? = nil,
    while isWanted: () -> Bool = { true }
  ) throws(RedactionError) {
    let known = earlier?.names ?? []
    let coverage = Coverage(options: options)
    var uncovered: [UncoveredSecret] = []
    var text = try FormText(expecting: secrets.reduce(0) { $0 + 32 * $1.value.bytes.count })
    for (index, secret) in secrets.enumerated() {
      try Self.goOn(isWanted)
      try secret.value.bytes.withSpan { value throws(RedactionError) in
        switch coverage.verdict(secret.name, value) {
        case .covered(let range):
          text.begin(secret: known.count + index)
          try SecretForms.write(value, range, floor: options.minimumLength, to: &text)
        case .uncovered(let reason):
          uncovered.append(UncoveredSecret(name: secret.name, reason: reason))
        case .ignored: break
        }
      }
    }
    let sorted = SortedForms(text)
    let needles = sorted.forms.map { form in
      Needle(count: form.count, secret: form.secret, encoding: form.encoding)
    }
    try Self.goOn(isWanted)
    let trie = try Trie(sorted)
    try Self.goOn(isWanted)
    let long = try LongNeedles(trie.groups, sorted)
    try Self.goOn(isWanted)
    let automaton = try Automaton(trie, needles, GramFilter(sorted))
    let names = known + secrets.map(\.name)
    try Self.goOn(isWanted)
    labels = try Labels(names, sorted, automaton, earlier)
    self.long = long
    self.automaton = automaton
    (self.needles, self.uncovered) = (needles, uncovered)
    (self.names, self.earlier) = (names, earlier)
    longest = needles.reduce(0) { max($0, $1.count) }
  }

  private static func goOn(_ isWanted: () -> Bool) throws(RedactionError) {
    if !isWanted() { throw .notWanted }
  }

  /// The secrets that would not be redacted, found without making needles.
  package static func uncovered(
    _ secrets: [NamedSecret], options: NeedleOptions = .init()
  ) -> [UncoveredSecret] {
    let coverage = Coverage(options: options)
    return secrets.compactMap { secret in
      secret.value.bytes.withSpan { value in
        guard case .uncovered(let reason) = coverage.verdict(secret.name, value) else { return nil }
        return UncoveredSecret(name: secret.name, reason: reason)
      }
    }
  }

  /// Whether there is nothing to redact.
  package var isEmpty: Bool { needles.isEmpty }

  /// Whether any of the secrets would be redacted, found out at a fraction of the cost of the needles.
  package static func covers(_ secrets: [NamedSecret], options: NeedleOptions = .init()) -> Bool {
    let coverage = Coverage(options: options)
    return secrets.contains { secret in
      secret.value.bytes.withSpan { value in
        if case .covered = coverage.verdict(secret.name, value) { true } else { false }
      }
    }
  }

  /// How many raw bytes a view may hold, in which escapes make needles longer.
  var longestHold: Int { 4 * longest + 1024 }

  /// Whether some needle begins with this byte.
  func mayBegin(with byte: UInt8) -> Bool {
    automaton.state(at: automaton.step(0, byte)).pending > 0
  }

  /// Whether one of these needles or of the earlier ones lies in a placeholder or begins at its end.
  func touches(_ label: [UInt8]) throws(RedactionError) -> Bool {
    if try Labels.touches(automaton, label) { return true }
    return try earlier?.touches(label) ?? false
  }
}
