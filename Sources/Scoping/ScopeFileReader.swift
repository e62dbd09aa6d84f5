// SPDX-License-Identifier: Apache-2.0

/// Reads the entries at the top of secrun.toml.
enum ScopeFileReader {
  static func read(_ entries: [SourceEntry]) throws(ScopingError) -> ScopeFile {
    var file = ScopeFile(scopes: [])
    var defaultScope: SourceNode?
    for entry in entries {
      guard let key = FileKey(rawValue: entry.key) else { throw unknown(entry) }
      switch key {
      case .store: file.store = try entry.filledText()
      case .defaultScope:
        file.defaultScope = try entry.name(.scope)
        defaultScope = entry.value
      case .scope:
        for scope in try entry.table() {
          file.scopes[scope.key] = try ScopeReader.read(scope)
        }
      }
    }
    if let name = file.defaultScope, file.scopes[name] == nil {
      let nearest = file.nearestScope(to: name)
      throw .noSuchScope(name, nearest: nearest, at: defaultScope?.position)
    }
    return file
  }

  private static func unknown(_ entry: SourceEntry) -> ScopingError {
    if FileKey.notSupportedYet.contains(entry.key) {
      return .notSupportedYet(entry.key, at: entry.position)
    }
    return .unknownKey(
      PrintableText.escaped(entry.key), scope: nil,
      nearest: NearestName.to(entry.key, in: FileKey.names), at: entry.position)
  }
}
