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
  case inherit
  case keep
  case onLeak = "on-leak"
  case redact
  case requireReason = "require-reason"

  /// Keys that the format has and this version refuses.
  ///
  /// Each narrows a scope or tightens a rule: to ignore one would allow more than was written.
  static let notSupportedYet: Set<String> = [
    "allow-hooks", "commands", "files", "files-via", "on-expired", "pinned",
  ]

  static var names: [String] { allCases.map(\.rawValue) }
}
