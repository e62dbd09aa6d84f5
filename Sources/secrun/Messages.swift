// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FoundationEssentials
import Running

/// The voice of secrun.
///
/// - Standard output gets only what the user asked for; everything said here goes to standard error.
/// - A line is `secrun: error: …`, `secrun: warning: …` or `secrun: hint: …`: lower case, no full stop.
/// - It names the file, line, secret or scope concerned; a hint says what to do next.
/// - A run that succeeds says nothing, but for secrets that redaction does not cover.
/// - No line ever contains a byte of a value.
enum Messages {
  /// What secrun is and is not, for `--help`.
  static let about = """
    Opens a sealed store, gives the secrets of one scope to a command in its environment, and replaces \
    them by [REDACTED:NAME] in its output, in any common encoding.

    It does not protect against a hostile command: a program can use, send or disguise the values it was \
    given, and other processes of the same user can read its environment.

    Exit status of a run: that of the command, or death by the same signal; 125 when secrun could not do \
    its part, 126 when the command could not be executed, 127 when it was not found. Other commands: 0 \
    done, 1 when a check found something wrong, 2 usage or failure.
    """

  /// What exits with it when a command other than `run` fails.
  private static let otherFailure: Int32 = 2

  /// Says that something is not as it should be.
  static func warn(_ text: String) { say("warning", text) }

  /// Says what is wrong, when that is no reason to stop at once.
  static func show(_ failure: RunFailure) {
    say("error", failure.message)
    for detail in failure.details { say("error", "  " + detail) }
    for text in failure.hints { hint(text) }
  }

  /// Says what to do next.
  static func hint(_ text: String) { say("hint", text) }

  /// Writes bytes that the user asked for to standard output.
  static func show(_ bytes: [UInt8]) throws {
    try Output.write(bytes, to: 1)
  }

  /// Ends secrun after an error, or after a text such as `--help` that the parser asks to show.
  static func end(_ error: any Error, of command: any ParsableCommand.Type, isRun: Bool) -> Never {
    if let failure = error as? RunFailure {
      show(failure)
      Output.exit(isRun ? failure.status.rawValue : otherFailure)
    }
    if let code = error as? ExitCode { Output.exit(code.rawValue) }
    if command.exitCode(for: error) == .success {
      try? show(Array((command.fullMessage(for: error) + "\n").utf8))
      Output.exit(0)
    }
    say("error", plain(command.message(for: error)))
    hint("see: secrun --help")
    Output.exit(isRun ? RunFailure.Status.ownFailure.rawValue : otherFailure)
  }

  private static func say(_ kind: String, _ text: String) {
    try? Output.write(Array("secrun: \(kind): \(text)\n".utf8), to: 2)
  }

  /// The parser's own words in secrun's voice: one line, lower case, no full stop.
  private static func plain(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let words = line.prefix(1).lowercased() + line.dropFirst()
    return words.last == "." ? String(words.dropLast()) : words
  }
}
