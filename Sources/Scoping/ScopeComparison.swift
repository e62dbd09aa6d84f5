// SPDX-License-Identifier: Apache-2.0

/// Compares two versions of one scope; either may be absent.
///
/// Effects err towards widening: an added or changed `env` entry counts, since a base URL or a
/// loader variable can send a secret elsewhere.
struct ScopeComparison {
  let old: Scope?
  let new: Scope?

  /// The changes, widening ones first, then in the order of the keys and the file.
  var changes: [ScopeChange] {
    let changes = ScopeKey.allCases.flatMap(changes(of:))
    return changes.enumerated()
      .sorted { ($0.element.effect, $0.offset) < ($1.element.effect, $1.offset) }
      .map(\.element)
  }

  private func changes(of key: ScopeKey) -> [ScopeChange] {
    switch key {
    case .secrets: globs(key, old?.secrets, new?.secrets, reach: \.reach)
    case .optional: globs(key, old?.optional, new?.optional, reach: \.reach)
    case .aliases:
      variables(
        key, old?.aliases.map { ($0.variable, $0.secret) },
        new?.aliases.map { ($0.variable, $0.secret) }, removed: .narrowing)
    case .environment:
      variables(
        key, old?.environment.map { ($0.variable, $0.value) },
        new?.environment.map { ($0.variable, $0.value) }, removed: .neutral)
    case .files:
      variables(
        key, old?.files.map { ($0.variable, $0.secret) },
        new?.files.map { ($0.variable, $0.secret) }, removed: .narrowing)
    case .filesVia: filesVia
    case .inherit: inherit
    case .keep: keep
    case .allowHooks: globs(key, old?.allowHooks, new?.allowHooks, reach: \.allowHooks)
    case .commands: limits(key, old?.commands, new?.commands, added: .widening)
    case .pinned:
      limits(
        key, old?.pinned?.map(\.text), new?.pinned?.map(\.text), added: .narrowing)
    case .onExpired: onExpired
    case .warnBefore: warnBefore
    case .onLeak: onLeak
    case .redact: redact
    case .requireReason: requireReason
    }
  }

  private func globs(
    _ key: ScopeKey, _ old: [Glob]?, _ new: [Glob]?, reach: (Scope) -> [Glob]
  ) -> [ScopeChange] {
    let (old, new) = (old ?? [], new ?? [])
    let (oldReach, newReach) = (self.old.map(reach) ?? [], self.new.map(reach) ?? [])
    let added = new.filter { !old.contains($0) }.map { glob in
      ScopeChange(
        key.rawValue, from: nil, to: glob.text,
        added: oldReach.contains { $0.covers(glob) } ? .neutral : .widening)
    }
    let removed = old.filter { !new.contains($0) }.map { glob in
      ScopeChange(
        key.rawValue, from: glob.text, to: nil,
        removed: newReach.contains { $0.covers(glob) } ? .neutral : .narrowing)
    }
    return (added + removed).compactMap(\.self)
  }

  private func variables(
    _ key: ScopeKey, _ old: [(String, String)]?, _ new: [(String, String)]?,
    removed: ScopeChange.Effect
  ) -> [ScopeChange] {
    let old = Dictionary(old ?? []) { _, later in later }
    let new = Dictionary(new ?? []) { _, later in later }
    return Set(old.keys).union(new.keys).sorted().compactMap { name in
      ScopeChange(
        "\(key.rawValue) \(name) =", from: old[name], to: new[name], removed: removed)
    }
  }

  private var inherit: [ScopeChange] {
    guard let new else { return [] }
    let change = ScopeChange(
      ScopeKey.inherit.rawValue, from: old?.inherit.rawValue, to: new.inherit.rawValue,
      added: .neutral, changed: new.inherit == .all ? .widening : .narrowing)
    return [change].compactMap(\.self)
  }

  private var filesVia: [ScopeChange] {
    let change = ScopeChange(
      ScopeKey.filesVia.rawValue, from: old?.filesVia?.rawValue, to: new?.filesVia?.rawValue,
      added: .neutral, changed: .neutral, removed: .neutral)
    return [change].compactMap(\.self)
  }

  /// A list whose very presence limits a scope: without it, or without the scope, nothing is limited.
  private func limits(
    _ key: ScopeKey, _ before: [String]?, _ after: [String]?, added: ScopeChange.Effect
  ) -> [ScopeChange] {
    let isNewLimit = before == nil && old != nil && after != nil
    let isLimitGone = before != nil && after == nil && new != nil
    let (before, after) = (before ?? [], after ?? [])
    let removed: ScopeChange.Effect = added == .widening ? .narrowing : .widening
    let more = after.filter { !before.contains($0) }.map {
      ScopeChange(key.rawValue, from: nil, to: $0, added: isNewLimit ? .narrowing : added)
    }
    let fewer = before.filter { !after.contains($0) }.map {
      ScopeChange(key.rawValue, from: $0, to: nil, removed: isLimitGone ? .widening : removed)
    }
    if more.isEmpty, fewer.isEmpty, isNewLimit || isLimitGone {
      let empty =
        isNewLimit
        ? ScopeChange("\(key.rawValue) =", from: nil, to: "[]", added: .narrowing)
        : ScopeChange("\(key.rawValue) =", from: "[]", to: nil, removed: .widening)
      return [empty].compactMap(\.self)
    }
    return (more + fewer).compactMap(\.self)
  }

  private var onExpired: [ScopeChange] {
    let (before, after) = (old?.onExpired ?? .refuse, new?.onExpired ?? .refuse)
    let change = ScopeChange(
      ScopeKey.onExpired.rawValue, from: before.rawValue, to: after.rawValue,
      changed: after < before ? .widening : .narrowing)
    return [change].compactMap(\.self)
  }

  private var warnBefore: [ScopeChange] {
    let usual = Scope.defaultWarnBefore
    let change = ScopeChange(
      ScopeKey.warnBefore.rawValue, from: Duration.text(old?.warnBefore ?? usual),
      to: Duration.text(new?.warnBefore ?? usual), changed: .neutral)
    return [change].compactMap(\.self)
  }

  private var onLeak: [ScopeChange] {
    let (before, after) = (old?.onLeak ?? .mask, new?.onLeak ?? .mask)
    let change = ScopeChange(
      ScopeKey.onLeak.rawValue, from: before.rawValue, to: after.rawValue,
      changed: after < before ? .widening : .narrowing)
    return [change].compactMap(\.self)
  }

  private var requireReason: [ScopeChange] {
    let (before, after) = (old?.requiresReason ?? false, new?.requiresReason ?? false)
    let change = ScopeChange(
      ScopeKey.requireReason.rawValue, from: "\(before)", to: "\(after)",
      changed: after ? .narrowing : .widening)
    return [change].compactMap(\.self)
  }

  /// To redact less is to show more.
  private var redact: [ScopeChange] {
    let (before, after) = (old?.redact ?? .init(), new?.redact ?? .init())
    let length = ScopeChange(
      "redact.minimum-length", from: before.minimumLength.map { "\($0)" },
      to: after.minimumLength.map { "\($0)" }, removed: .widening)
    let added = after.skip.filter { !before.skip.contains($0) }.map {
      ScopeChange("redact.skip", from: nil, to: $0)
    }
    let removed = before.skip.filter { !after.skip.contains($0) }.map {
      ScopeChange("redact.skip", from: $0, to: nil)
    }
    return ([length] + added + removed).compactMap(\.self)
  }

  /// A scope that comes or goes shows its list only where that is not the usual one.
  private var keep: [ScopeChange] {
    let isUsual = (old ?? new)?.keep == Scope.defaultKeep
    if old == nil || new == nil, isUsual { return [] }
    return globs(.keep, old?.keep, new?.keep, reach: \.keep)
  }
}

extension Scope {
  /// All that can be injected under its own name.
  fileprivate var reach: [Glob] { secrets + optional }
}

extension Glob {
  /// Whether every name that the other matches certainly matches here too.
  fileprivate func covers(_ other: Glob) -> Bool {
    self == other || text.allSatisfy { $0 == "*" } || other.isPlain && matches(other.text)
  }
}
