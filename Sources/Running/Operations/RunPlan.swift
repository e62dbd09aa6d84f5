// SPDX-License-Identifier: Apache-2.0

import ChildEnvironment
import Scoping
import SecretMemory
import SecretStore

/// What a run would do, in the stable form that `--dry-run --json` prints; `DryRun.md` describes it.
struct RunPlan: Encodable {
  struct Injected: Encodable {
    let variable: String?
    let secret: String
    let group: String
    let version: UInt64
    let created: Int64
    let age: Int64
    let expires: Int64?
    let isExpired: Bool
    let deliveredAs: String
    let reason: String
    let replaces: [String]
  }
  struct Plain: Encodable {
    let variable: String
    let replaces: [String]
  }
  struct Inherited: Encodable {
    let mode: String
    let kept: [String]
    let leftOut: [String]
  }
  struct Excluded: Encodable {
    let secret: String
    let variable: String?
    let reason: String
  }

  let format = 1
  let scope: String
  let injected: [Injected]
  let environment: [Plain]
  let fromFiles: [String]
  let inherited: Inherited
  let leftOut: [Excluded]

  init(
    _ scoped: ScopedSelection, _ options: RunOptions, _ store: OpenStore, now: Int64
  ) throws(StoreError) {
    let selection = scoped.selection
    let variables = InheritedEnvironment.variables()
    let names = Set(variables.map { String(decoding: $0.name, as: UTF8.self) })
    let plain = Set(scoped.scope.environment.map(\.variable))
    var rows: [Injected] = []
    for injection in selection.injections + [selection.standardInput].compactMap({ $0 }) {
      let variable = injection.delivery == .standardInput ? nil : injection.variable
      let replaces = variable.map { name in
        (names.contains(name) ? ["inherited"] : []) + (plain.contains(name) ? ["env"] : [])
      }
      rows.append(
        try Self.row(injection, variable, replaces: replaces ?? [], in: store, now: now))
    }
    scope = selection.scope
    injected = rows
    environment = selection.environment.map {
      Plain(variable: $0.variable, replaces: names.contains($0.variable) ? ["inherited"] : [])
    }
    let taken = Set(selection.injections.map(\.variable) + selection.environment.map(\.variable))
    fromFiles = scoped.fileVariables.map(\.variable).filter { !taken.contains($0) }
    inherited = Self.inherited(variables, taken.union(fromFiles), scoped, options)
    leftOut = selection.leftOut.map {
      Excluded(secret: $0.name, variable: $0.variable, reason: $0.reason.words)
    }
  }

  private static func row(
    _ injection: Injection, _ variable: String?, replaces: [String], in store: OpenStore,
    now: Int64
  ) throws(StoreError) -> Injected {
    let (group, version) = try store.place(of: injection.secret)
    let details = try store.details(of: injection.secret)
    return Injected(
      variable: variable, secret: injection.secret, group: group, version: version,
      created: details.created, age: max(0, now - details.created), expires: details.expires,
      isExpired: details.expires.map { $0 <= now } ?? false,
      deliveredAs: injection.delivery.rawValue, reason: injection.reason.words, replaces: replaces)
  }

  private static func inherited(
    _ variables: [InheritedVariable], _ replaced: Set<String>, _ scoped: ScopedSelection,
    _ options: RunOptions
  ) -> Inherited {
    let rules = scoped.scope.rules(isClean: options.isEnvironmentClean)
    let text = { (variable: InheritedVariable) in
      PrintableText.escaped(String(decoding: variable.name, as: UTF8.self))
    }
    let kept = rules.kept(variables, replaced: Array(replaced)).map(text)
    let gone = Set(variables.map(text)).subtracting(kept).subtracting(replaced)
    let isClean = options.isEnvironmentClean || scoped.scope.inherit == .clean
    return Inherited(
      mode: isClean ? "clean" : "all", kept: kept.sorted(), leftOut: gone.sorted())
  }
}

extension Scope {
  /// Which inherited variables the child gets.
  func rules(isClean: Bool) -> EnvironmentRules {
    guard isClean || inherit == .clean else { return EnvironmentRules(.all) }
    let keep = keep
    return EnvironmentRules(.matching { name in keep.contains { $0.matches(name) } })
  }
}
