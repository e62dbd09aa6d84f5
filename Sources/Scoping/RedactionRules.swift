// SPDX-License-Identifier: Apache-2.0

/// What a scope says about redaction.
package struct RedactionRules: Equatable, Sendable {
  /// The shortest value that is redacted, in bytes; nil for the usual floor.
  package var minimumLength: Int?
  /// Secrets that may be shown; the user knows that they are not redacted.
  package var skip: [String] = []

  /// The usual rules.
  package init() {}

  /// The keys of the table.
  enum Key: String, CaseIterable {
    case minimumLength = "minimum-length"
    case skip
  }

  /// Reads the table `redact` of a scope.
  static func read(_ entry: SourceEntry, scope: String) throws(ScopingError) -> RedactionRules {
    var rules = RedactionRules()
    for entry in try entry.table() {
      switch Key(rawValue: entry.key) {
      case .minimumLength: rules.minimumLength = try entry.number(1...4096)
      case .skip:
        for (glob, position) in try entry.globs() {
          guard glob.isPlain else { throw .invalidName(glob.text, .secret, at: position) }
          rules.skip.append(glob.text)
        }
      case nil:
        throw .unknownKey(
          "redact." + PrintableText.escaped(entry.key), scope: scope,
          nearest: NearestName.to(entry.key, in: Key.allCases.map(\.rawValue)), at: entry.position)
      }
    }
    return rules
  }
}
