// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the variables of a scope for another tool, to a file or pipe.",
    discussion: """
      Every value is proved by reading it back as the tool would. What the tool's format cannot say is \
      refused, and then nothing is written.
      """)

  @Option(
    help: ArgumentHelp(
      "For which tool (default secrun), or json.",
      valueName: ExportSecrets.forms.joined(separator: "|")))
  var dialect: String?

  @OptionGroup var scopeFlags: ScopeFlags

  @Flag(help: "Show the values even on a terminal.")
  var reveal = false

  @OptionGroup var places: PlaceFlags

  func run() throws {
    var options = RunOptions()
    options.places = places.options
    options.scope = scopeFlags.scope
    options.only = scopeFlags.only
    options.except = scopeFlags.except
    try ExportSecrets.run(options, form: dialect, isRevealed: reveal)
  }
}
