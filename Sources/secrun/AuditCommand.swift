// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun audit`.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Show or check the record of runs.",
    subcommands: [Show.self, Verify.self, Head.self])

  /// `secrun audit show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the runs: who ran what with which secrets, and how it ended.")

    @Option(help: ArgumentHelp("Only runs with this secret, a name or a glob.", valueName: "name"))
    var name: String?

    @Option(
      help: ArgumentHelp(
        "Only runs since then: 2027-01-31, 2027-01-31T12:30 (UTC), or 2h, 7d ago.",
        valueName: "time"))
    var since: String?

    @Flag(help: "As JSON.")
    var json = false

    func run() throws {
      try Messages.show(try ShowAudit.run(.init(name: name, since: since), isJSON: json))
    }
  }

  /// `secrun audit verify`.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check that no record was changed, moved, taken out or cut off.",
      discussion: "Exits with 1 when something is wrong, naming file, line and record.")

    @Option(
      help: ArgumentHelp(
        "What secrun audit head printed earlier: proves that nothing up to there is gone.",
        valueName: "value"))
    var head: String?

    @Flag(help: "As JSON.")
    var json = false

    func run() throws {
      let (text, isIntact) = try CheckAudit.verify(head: head, isJSON: json)
      try Messages.show(text)
      if !isIntact { throw ExitCode(1) }
    }
  }

  /// `secrun audit head`.
  struct Head: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a value that stands for the log as it is now, to be kept elsewhere.")

    func run() throws {
      try Messages.show(try CheckAudit.head())
    }
  }
}
