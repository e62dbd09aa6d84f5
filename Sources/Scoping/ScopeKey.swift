// SPDX-License-Identifier: Apache-2.0

/// The keys of a scope in secrun.toml, in the order in which they are explained and shown.
///
/// To support a further key: a case here, a field in `Scope`, a line in `ScopeReader`, a comparison
/// in `ScopeComparison`, an example in the template.
enum ScopeKey: String, CaseIterable {
  case secrets
  case optional
  case aliases = "as"
  case environment = "env"
  case files
  case filesVia = "files-via"
  case inherit
  case keep
  case allowHooks = "allow-hooks"
  case commands
  case pinned
  case onExpired = "on-expired"
  case warnBefore = "warn-before"
  case onLeak = "on-leak"
  case redact
  case requireReason = "require-reason"

  static var names: [String] { allCases.map(\.rawValue) }
}
