// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun redact`.
struct RedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Copy standard input to standard output with the scope's secrets redacted.")

  @OptionGroup var scopeFlags: ScopeFlags

  @Option(help: ArgumentHelp("Write a JSON report at the end.", valueName: "path|fd:n"))
  var report: String?

  @OptionGroup var places: PlaceFlags

  func run() throws {
    var options = RunOptions()
    options.places = places.options
    options.scope = scopeFlags.scope
    options.only = scopeFlags.only
    options.except = scopeFlags.except
    options.report = report
    try RedactFilter.run(options, warn: Messages.warn)
  }
}
