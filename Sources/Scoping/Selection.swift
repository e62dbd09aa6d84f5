// SPDX-License-Identifier: Apache-2.0

/// What a run injects: a scope, applied to the names in a store and narrowed by the command line.
package struct Selection: Equatable, Sendable {
  /// The name of the scope.
  package let scope: String
  /// The secrets that the child receives, by variable; each variable once.
  package let injections: [Injection]
  /// The scope's plain variables, by name, without those that a secret takes.
  package let environment: [PlainVariable]
  /// The secrets that the child does not receive, by name, for `--dry-run`.
  package let leftOut: [LeftOut]
}
