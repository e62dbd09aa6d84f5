// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with secrun.toml or config.toml, or with what was asked of a scope.
///
/// Texts that come from the file or the command line are printable already (`PrintableText`): they
/// hold no control characters and are cut when long. `nearest` is the valid name that was probably
/// meant.
package enum ScopingError: Error, Equatable, Sendable {
  /// The file has more bytes than the limit.
  case tooLarge(limit: Int)
  /// The text is not TOML.
  case syntax(reason: String, at: SourcePosition)
  /// A key that means nothing at the top of the file, or in the scope when one is named.
  case unknownKey(String, scope: String?, nearest: String?, at: SourcePosition)
  /// A key that means nothing in config.toml, or in the table of it that is named.
  case unknownSetting(String, table: String?, nearest: String?, at: SourcePosition)
  /// A path that would lead elsewhere in another working folder.
  case relativePath(String, at: SourcePosition)
  /// A key that the format knows and this version does not act on; ignoring it could widen a scope.
  case notSupportedYet(String, at: SourcePosition)
  /// A value of another type than its key takes, such as "a list of names".
  case wrongType(String, expected: String, found: String, at: SourcePosition)
  /// An empty text where a name or a path is wanted.
  case empty(String, at: SourcePosition)
  /// A name or a glob that breaks the grammar of its kind; no position on the command line.
  case invalidName(String, NameKind, at: SourcePosition?)
  /// A variable that starts with `SECRUN_`: the child never receives those.
  case reservedVariable(String, at: SourcePosition)
  /// A word that is not one of the few that its key takes.
  case invalidChoice(String, key: String, choices: [String], nearest: String?, at: SourcePosition)
  /// A NUL in a key or a value: neither an environment nor a path can hold one.
  case containsNul(at: SourcePosition)
  /// A variable in both `as` and `env`; the second place is where the error stands.
  case definedTwice(String, first: SourcePosition, at: SourcePosition)
  /// A scope that the file does not define; the position is that of `default-scope`, if any.
  case noSuchScope(String, nearest: String?, at: SourcePosition?)
  /// Names that the scope requires and the store does not have, all of them, in order.
  case missingSecrets([MissingSecret], scope: String)
  /// Names that the scope requires and the reader cannot open, with the groups that they are sealed for.
  case notReadable([String: String], scope: String)
  /// A plain name given to `--only` or `--except` that is not in the scope.
  case outsideScope(String, scope: String, nearest: String?)
  /// A glob given to `--only` that matches nothing in the scope.
  case matchesNothing(String, scope: String)

  /// Where in secrun.toml the error is, if it is there.
  package var position: SourcePosition? {
    switch self {
    case .syntax(_, let position), .unknownKey(_, _, _, let position),
      .unknownSetting(_, _, _, let position), .relativePath(_, let position),
      .notSupportedYet(_, let position), .wrongType(_, _, _, let position),
      .empty(_, let position), .reservedVariable(_, let position),
      .invalidChoice(_, _, _, _, let position), .containsNul(let position),
      .definedTwice(_, _, let position):
      position
    case .invalidName(_, _, let position), .noSuchScope(_, _, let position):
      position
    case .tooLarge, .missingSecrets, .notReadable, .outsideScope, .matchesNothing:
      nil
    }
  }
}
