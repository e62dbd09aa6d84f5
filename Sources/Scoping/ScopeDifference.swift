// SPDX-License-Identifier: Apache-2.0

/// How secrun.toml differs from the version that was approved, in terms of scopes.
///
/// Comments and the order of entries make no difference here, though they change the file's digest:
/// an empty difference of a changed file means that it allows what it allowed before.
package struct ScopeDifference: Equatable, Sendable {
  /// The changes to one scope, or to the top of the file.
  package struct Section: Hashable, Sendable {
    /// Whether both files have the scope.
    package enum Status: Hashable, Sendable {
      /// Only the current file has it.
      case added
      /// Only the approved file has it.
      case removed
      /// Both have it.
      case changed
    }

    /// The scope, or nil for the keys at the top of the file.
    package let scope: String?
    /// Whether both files have it.
    package let status: Status
    /// The changes, widening ones first, then in the order of the keys.
    package let changes: [ScopeChange]
  }

  /// The top of the file, then the scopes by name; only what differs.
  package let sections: [Section]

  /// Whether the two files allow the same.
  package var isEmpty: Bool { sections.isEmpty }

  /// Whether any change may let a secret or an inherited variable reach somebody new.
  package var isWidening: Bool {
    sections.contains { $0.changes.contains { $0.effect == .widening } }
  }

  /// The difference between two files; without an approved one everything is new.
  package static func between(
    approved: ScopeFile?, current: ScopeFile
  ) -> ScopeDifference {
    let names = Set(current.scopes.keys).union(approved?.scopes.keys ?? [:].keys).sorted()
    let sections = names.compactMap { name in
      section(name, approved?.scopes[name], current.scopes[name])
    }
    let top = topChanges(approved, current)
    guard !top.isEmpty else { return ScopeDifference(sections: sections) }
    return ScopeDifference(
      sections: [Section(scope: nil, status: .changed, changes: top)] + sections)
  }

  /// The difference as printable lines, those of a scope indented under its name.
  package var lines: [String] {
    sections.flatMap { section in
      let lines = section.changes.map(\.line)
      guard let scope = section.scope else { return lines }
      let title =
        switch section.status {
        case .added: "scope \(scope), new"
        case .removed: "scope \(scope), removed"
        case .changed: "scope \(scope)"
        }
      return [title] + lines.map { "  " + $0 }
    }
  }

  private static func topChanges(_ old: ScopeFile?, _ new: ScopeFile) -> [ScopeChange] {
    // Another store holds other values under the same names; another default may allow more.
    [
      ScopeChange(
        FileKey.store.rawValue, from: old?.store, to: new.store, removed: .widening),
      ScopeChange(
        FileKey.defaultScope.rawValue, from: old?.defaultScope, to: new.defaultScope,
        removed: .widening),
    ].compactMap(\.self)
  }

  private static func section(_ name: String, _ old: Scope?, _ new: Scope?) -> Section? {
    let changes = ScopeComparison(old: old, new: new).changes
    return switch (old, new) {
    case (nil, _): Section(scope: name, status: .added, changes: changes)
    case (_, nil): Section(scope: name, status: .removed, changes: changes)
    default: changes.isEmpty ? nil : Section(scope: name, status: .changed, changes: changes)
    }
  }
}
