// SPDX-License-Identifier: Apache-2.0

/// Reads one scope of secrun.toml.
enum ScopeReader {
  static func read(_ entry: SourceEntry) throws(ScopingError) -> Scope {
    guard NameKind.scope.allows(entry.key) else {
      throw .invalidName(PrintableText.escaped(entry.key), .scope, at: entry.position)
    }
    var scope = Scope(name: entry.key)
    var variables: [String: SourcePosition] = [:]
    for entry in try entry.table() {
      guard let key = ScopeKey(rawValue: entry.key) else {
        throw unknown(entry, scope: scope.name)
      }
      if try readSecrets(key, entry, &scope, &variables) { continue }
      try readRules(key, entry, &scope)
    }
    scope.aliases.sort { $0.variable < $1.variable }
    scope.files.sort { $0.variable < $1.variable }
    scope.environment.sort { $0.variable < $1.variable }
    return scope
  }

  /// Reads a key that says what is injected and where; false for any other key.
  private static func readSecrets(
    _ key: ScopeKey, _ entry: SourceEntry, _ scope: inout Scope,
    _ variables: inout [String: SourcePosition]
  ) throws(ScopingError) -> Bool {
    switch key {
    case .secrets: scope.secrets = try injected(entry)
    case .optional: scope.optional = try injected(entry)
    case .aliases:
      for alias in try definitions(entry, &variables) {
        scope.aliases.append(Alias(variable: alias.key, secret: try alias.name(.secret)))
      }
    case .environment:
      for plain in try definitions(entry, &variables) {
        scope.environment.append(PlainVariable(variable: plain.key, value: try plain.text()))
      }
    case .files:
      for file in try definitions(entry, &variables) {
        scope.files.append(Alias(variable: file.key, secret: try file.name(.secret)))
      }
    default: return false
    }
    return true
  }

  /// Reads a key that says how a run is to go.
  private static func readRules(
    _ key: ScopeKey, _ entry: SourceEntry, _ scope: inout Scope
  ) throws(ScopingError) {
    switch key {
    case .filesVia: scope.filesVia = try entry.choice(FileForm.self)
    case .inherit: scope.inherit = try entry.choice(Inheritance.self)
    case .keep: scope.keep = try entry.globs().map(\.glob)
    case .allowHooks: scope.allowHooks = try entry.globs().map(\.glob)
    case .commands: scope.commands = try entry.texts().map(\.text)
    case .pinned: scope.pinned = try pinned(entry)
    case .onExpired: scope.onExpired = try entry.choice(ExpiredResponse.self)
    case .warnBefore: scope.warnBefore = try entry.duration()
    case .onLeak: scope.onLeak = try entry.choice(LeakResponse.self)
    case .redact: scope.redact = try RedactionRules.read(entry, scope: scope.name)
    case .requireReason: scope.requiresReason = try entry.boolean()
    case .secrets, .optional, .aliases, .environment, .files: break
    }
  }

  /// The names of a list whose plain ones become variables.
  private static func injected(_ entry: SourceEntry) throws(ScopingError) -> [Glob] {
    let globs = try entry.globs()
    for (glob, position) in globs where glob.isPlain {
      try refuseReserved(glob.text, at: position)
    }
    return globs.map(\.glob)
  }

  /// The patterns of the files that must not change.
  private static func pinned(_ entry: SourceEntry) throws(ScopingError) -> [PathPattern] {
    var patterns: [PathPattern] = []
    for (text, position) in try entry.texts() {
      guard let pattern = PathPattern(text) else {
        throw .invalidPath(PrintableText.escaped(text), at: position)
      }
      patterns.append(pattern)
    }
    return patterns
  }

  /// The entries of a table whose keys are variables that nothing else in the scope defines.
  private static func definitions(
    _ entry: SourceEntry, _ variables: inout [String: SourcePosition]
  ) throws(ScopingError) -> [SourceEntry] {
    let entries = try entry.table()
    for entry in entries {
      guard NameKind.variable.allows(entry.key) else {
        throw .invalidName(PrintableText.escaped(entry.key), .variable, at: entry.position)
      }
      try refuseReserved(entry.key, at: entry.position)
      if let other = variables.updateValue(entry.position, forKey: entry.key) {
        let (first, second) = (min(other, entry.position), max(other, entry.position))
        throw .definedTwice(entry.key, first: first, at: second)
      }
    }
    return entries
  }

  private static func refuseReserved(
    _ variable: String, at position: SourcePosition
  ) throws(ScopingError) {
    guard NameKind.isReserved(variable) else { return }
    throw .reservedVariable(variable, at: position)
  }

  private static func unknown(_ entry: SourceEntry, scope: String) -> ScopingError {
    .unknownKey(
      PrintableText.escaped(entry.key), scope: scope,
      nearest: NearestName.to(entry.key, in: ScopeKey.names), at: entry.position)
  }
}
