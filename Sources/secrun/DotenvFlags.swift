// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// The options that say how a `.env` file is read.
struct DotenvFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read .env files as this tool would, without executing anything (default secrun, its own rules).",
      valueName: DotenvWishes.dialects.joined(separator: "|")))
  var dialect: String?

  @Flag(
    inversion: .prefixedNo,
    help: """
      Expand ${NAME}, as Docker Compose does where the dialect has no way of its own; or leave every \
      dollar alone.
      """)
  var expand: Bool?

  @Option(
    help: ArgumentHelp(
      "What becomes of a name without =: its value in the environment, an error, or nothing.",
      valueName: "env|error|skip"))
  var bare: String?

  var wishes: DotenvWishes {
    var wishes = DotenvWishes()
    wishes.dialect = dialect
    wishes.expands = expand
    wishes.bareName = bare
    return wishes
  }
}
