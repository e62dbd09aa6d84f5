// SPDX-License-Identifier: Apache-2.0

/// What a command that runs under this name may see.
package struct Scope: Equatable, Sendable {
  /// The name, as in `[scope.NAME]`.
  package var name: String
  /// The secrets that are injected, in the order of the file; a plain name is required.
  package var secrets: [Glob] = []
  /// Secrets that are injected if the store has them, in the order of the file.
  package var optional: [Glob] = []
  /// Secrets under other names, by variable; each brings its secret in scope by itself.
  package var aliases: [Alias] = []
  /// Secrets that the child finds in files, by the variable that holds the path; they are in scope by that.
  package var files: [Alias] = []
  /// What such a file lies in; nil for whatever this machine can do.
  package var filesVia: FileForm?
  /// Plain variables, by name.
  package var environment: [PlainVariable] = []
  /// What the child has of the inherited environment.
  package var inherit: Inheritance = .all
  /// The inherited variables that stay when the environment is clean, in the order of the file.
  package var keep: [Glob] = Scope.defaultKeep
  /// Hooks of loaders and interpreters that the scope may set in spite of what they can do.
  package var allowHooks: [Glob] = []
  /// The programs that may run, names or paths in the order of the file; nil for any.
  package var commands: [String]?
  /// Files that must be what they were when the scope was pinned; nil when nothing need be pinned.
  package var pinned: [PathPattern]?
  /// What a run does about a secret that has expired.
  package var onExpired: ExpiredResponse = .refuse
  /// How long before its end a secret is warned about, in seconds.
  package var warnBefore: Int64 = Scope.defaultWarnBefore
  /// What a redacted hit does besides being masked.
  package var onLeak: LeakResponse = .mask
  /// What is redacted.
  package var redact = RedactionRules()
  /// Whether a run must say why, for the audit log.
  package var requiresReason = false

  /// A scope that allows nothing yet.
  package init(name: String) {
    self.name = name
  }

  /// A week.
  package static let defaultWarnBefore: Int64 = 7 * 86400

  /// What is kept in a clean environment when the scope does not say.
  package static let defaultKeep = [
    "PATH", "HOME", "LANG", "LC_*", "TERM", "TZ", "USER", "SHELL", "TMPDIR",
  ].map(Glob.init(valid:))
}
