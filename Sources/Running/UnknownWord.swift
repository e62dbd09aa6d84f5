// SPDX-License-Identifier: Apache-2.0

import Scoping

/// A first word on the command line that is no command of secrun.
package enum UnknownWord {
  /// Says what the user may have meant: one of the commands, or a program to run.
  package static func failure(_ word: String, commands: [String]) -> RunFailure {
    let nearest = NearestName.to(word, in: commands).map { ["did you mean secrun \($0)?"] } ?? []
    return RunFailure(
      "secrun has no command \(PrintableText.quoted(word))",
      hints: nearest + ["to run a program, put it after two dashes: secrun -- COMMAND ARG…"])
  }
}
