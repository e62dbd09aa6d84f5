// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun redact`.
struct RedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Copy standard input to standard output with the scope's secrets redacted.")

  @OptionGroup var scopeFlags: ScopeFlags

  @Option(
    help: ArgumentHelp(
      "What a hit does besides being masked: warn says what, fail and kill exit with 1.",
      valueName: "mask|warn|fail|kill"))
  var onLeak: String?

  @Option(help: ArgumentHelp("Write a JSON report at the end.", valueName: "path|fd:n"))
  var report: String?

  @OptionGroup var places: PlaceFlags

  func run() throws {
    var options = RunOptions()
    options.places = places.options
    options.scope = scopeFlags.scope
    options.only = scopeFlags.only
    options.except = scopeFlags.except
    options.onLeak = onLeak
    options.report = report
    if try RedactFilter.run(options, warn: Messages.warn) { throw ExitCode(1) }
  }
}
