// SPDX-License-Identifier: Apache-2.0

/// What the user asked of a run.
package struct RunOptions: Sendable {
  /// Where things are.
  package var places = PlaceOptions()
  /// `--scope`.
  package var scope: String?
  /// `--only`, globs.
  package var only: [String] = []
  /// `--except`, globs.
  package var except: [String] = []
  /// `--clean-env`: whether the child starts from the keep list only.
  package var isEnvironmentClean = false
  /// `--no-redact`: whether the child gets secrun's own streams.
  package var isRedactionOff = false
  /// `--stdin`: the secret that the child reads on its standard input.
  package var standardInput: String?
  /// `--ttl`, a time.
  package var timeToLive: String?
  /// `--exec`: whether secrun becomes the program.
  package var isReplaced = false
  /// `--subreaper`: whether secrun reaps what the command's programs leave behind.
  package var isSubreaper = false
  /// `--drain`, a time.
  package var drain: String?
  /// `--kill-after`, a time.
  package var killAfter: String?
  /// `--tty`: `auto`, `always` or `never`; nil is `auto`.
  package var terminal: String?
  /// `--on-leak`: `mask`, `warn`, `fail` or `kill`; nil leaves it to the scope.
  package var onLeak: String?
  /// `--reason`: why the user runs this, for the audit log.
  package var reason: String?
  /// `--env-file`: files of plain variables and references to secrets, in their order.
  package var environmentFiles: [String] = []
  /// `--report`: a path, or `fd:` and a number.
  package var report: String?

  /// The defaults.
  package init() {}
}
