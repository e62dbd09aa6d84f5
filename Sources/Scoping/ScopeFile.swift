// SPDX-License-Identifier: Apache-2.0

/// The content of secrun.toml: which scopes there are, and where the store is.
///
/// Scoping decides *which names* a command may see. It knows no value, opens no file and starts no
/// process: text and names go in, types come out. It guarantees that every key of the file is
/// understood or refused, and that nothing on the command line can widen a scope. That the file is
/// the one somebody approved is for the caller to check, against the digest in the store, before it
/// reads the file.
package struct ScopeFile: Equatable, Sendable {
  /// Where the store is, as written; nil when it is in its usual place.
  package var store: String?
  /// The scope that is used when nobody names one; nil means `default`.
  package var defaultScope: String?
  /// The scopes by name.
  package var scopes: [String: Scope]

  /// A file with this content.
  package init(store: String? = nil, defaultScope: String? = nil, scopes: [Scope]) {
    self.store = store
    self.defaultScope = defaultScope
    self.scopes = Dictionary(scopes.map { ($0.name, $0) }) { _, later in later }
  }

  /// Reads secrun.toml; throws the first error in the file, with its place.
  package static func parse(_ text: String) throws(ScopingError) -> ScopeFile {
    try ScopeFileReader.read(SourceReader.entries(of: text))
  }

  /// What holds where there is no project file: one scope, `default`, with every name.
  package static var everything: ScopeFile {
    var scope = Scope(name: usualScope)
    scope.secrets = [Glob(valid: "*")]
    return ScopeFile(scopes: [scope])
  }

  /// The scope of this name; without a name that of `default-scope`, else `default`.
  package func scope(named name: String? = nil) throws(ScopingError) -> Scope {
    let name = name ?? defaultScope ?? Self.usualScope
    guard let scope = scopes[name] else {
      throw .noSuchScope(PrintableText.escaped(name), nearest: nearestScope(to: name), at: nil)
    }
    return scope
  }

  /// The names of the scopes in order.
  package var scopeNames: [String] { scopes.keys.sorted() }

  func nearestScope(to name: String) -> String? {
    NearestName.to(name, in: scopes.keys)
  }

  private static let usualScope = "default"
}
