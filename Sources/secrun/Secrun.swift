// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// The program.
///
/// ArgumentParser would exit with 64 on a usage error, which a child may do too, so `main` is secrun's own.
@main
struct Secrun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secrun",
    abstract: "Run a command with the secrets it may have, and keep them out of its output.",
    usage: """
      secrun [RUN OPTIONS] -- COMMAND [ARG…]
      secrun SUBCOMMAND [OPTIONS]
      """,
    discussion: Messages.about,
    version: "0.1.0",
    subcommands: [
      RunCommand.self, InitCommand.self, SetCommand.self, GetCommand.self, ListCommand.self,
      RemoveCommand.self, RenameCommand.self, ImportCommand.self, ExportCommand.self,
      AllowCommand.self, PinCommand.self, RedactCommand.self, VerifyCommand.self,
      DiffCommand.self, RestoreCommand.self, MemberCommand.self, RekeyCommand.self,
      TrustCommand.self, AcceptCommand.self,
      ScanCommand.self, DoctorCommand.self, AuditCommand.self, IdentityCommand.self,
      UnlockCommand.self, LockCommand.self,
    ],
    defaultSubcommand: RunCommand.self)

  static func main() {
    Beginning.harden()
    let words = Beginning.words
    do {
      if isRun(words), let run = RunWords(runWords(words)) {
        try RunFlow.runAndEnd(run.options, wordCount: run.commandCount, warn: Messages.warn)
      }
      if let text = try HelpWords.text(for: words) {
        try Messages.show(Array(text.utf8))
        return
      }
      if let first = words.first, !first.hasPrefix("-"), !commandNames.contains(first) {
        throw UnknownWord.failure(first, commands: commandNames)
      }
      var command = try parse(words)
      try command.run()
    } catch {
      Messages.end(error, of: isRun(words) ? RunCommand.self : Self.self, isRun: isRun(words))
    }
  }

  private static func parse(_ words: [String]) throws -> any ParsableCommand {
    isRun(words) ? try RunCommand.parse(Array(runWords(words))) : try parseAsRoot(words)
  }

  private static var commandNames: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  }

  /// Whether the words are a run: `secrun run …`, options and two dashes, or what may be meant as one.
  private static func isRun(_ words: [String]) -> Bool {
    guard let first = words.first else { return true }
    if first.hasPrefix("---") { return false }
    let own = words.prefix { $0 != "--" }
    let isAboutSecrun = own.contains { word in
      ["--help", "-h", "--version"].contains(word) || word.hasPrefix("--generate-")
        || word.hasPrefix("--experimental-")
    }
    if first.hasPrefix("-") { return !isAboutSecrun }
    return first == RunCommand.name || !commandNames.contains(first)
  }

  private static func runWords(_ words: [String]) -> ArraySlice<String> {
    words.first == RunCommand.name ? words.dropFirst() : words[...]
  }
}
