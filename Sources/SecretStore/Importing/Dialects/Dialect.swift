// SPDX-License-Identifier: Apache-2.0

/// Whose rules a `.env` file is read by.
///
/// The tools of the field agree on little more than `NAME=value`; each of the others is read here as the tool itself
/// would, in secret memory, and compared with the real one by the tests where it can be installed.
package enum Dialect: String, CaseIterable, Sendable {
  /// secrun's own rules: nothing is expanded, and what others would mangle is an error.
  case secrun
  /// python-dotenv 1.2.4.
  case pythonDotenv = "python-dotenv"
  /// `node --env-file`, as Node 20.20 reads it.
  case node
  /// `docker compose` with `env_file` (compose-go 2).
  case compose
  /// `docker run --env-file`, as Docker 28 reads it.
  case docker
  /// A POSIX shell that sources the file under `set -a`; no command is ever executed.
  case shell
  /// dotenvx, but for command substitution, which is never executed.
  case dotenvx
}

/// What becomes of a dollar.
package enum Expansion: Sendable {
  /// What the dialect's own tool makes of it.
  case asTheTool
  /// It is an ordinary character.
  case never
  /// `${NAME}` and its relatives as Docker Compose expands them, outside of single quotes.
  case always
}

/// What becomes of a name without an equals sign.
package enum BareName: String, CaseIterable, Sendable {
  /// It takes its value from the environment, if it is there.
  case env
  /// It is an error.
  case error
  /// It is left out.
  case skip
}
