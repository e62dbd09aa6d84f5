// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun scan PATH…`.
struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Find values of the store in files and git history, in any encoding.",
    discussion: """
      Prints PATH:LINE: NAME (ENCODING) for each place, in history COMMIT:PATH:LINE: NAME (ENCODING) AUTHOR \
      DATE; never a value. Exit status: 0 nothing found, 1 something found, 2 something could not be read.
      """)

  @Argument(help: "Files and folders, or repositories with --git; - is standard input.")
  var paths: [String] = []

  @Flag(help: "Search the whole history of a repository: refs, reflogs and stashes.")
  var git = false

  @Flag(help: "Search what is staged for the next commit, as a pre-commit hook does.")
  var staged = false

  @Flag(inversion: .prefixedNo, help: "Pass by what git ignores.")
  var gitignore = false

  @Flag(help: "Also warn of what looks like a key and is not in the store.")
  var unknown = false

  @Option(
    help: ArgumentHelp("Look only for the secrets of a scope (else for all).", valueName: "name"))
  var scope: String?

  @Flag(help: "As JSON.")
  var json = false

  @Flag(help: "As SARIF 2.1.0.")
  var sarif = false

  @OptionGroup var places: PlaceFlags

  func validate() throws {
    if git, staged { throw ValidationError("--git and --staged are two different scans") }
    if json, sarif { throw ValidationError("--json and --sarif are two different forms") }
    if git || staged, paths.contains("-") {
      throw ValidationError("standard input has no history")
    }
    if git || staged, gitignore { throw ValidationError("--gitignore is about files in folders") }
  }

  func run() throws {
    var options = ScanOptions()
    options.places = places.options
    options.scope = scope
    options.paths = paths
    options.isHistory = git
    options.isStaged = staged
    options.honoursIgnoreFiles = gitignore
    options.looksForKeys = unknown
    options.form = json ? .json : sarif ? .sarif : .text
    let scan = ScanSecrets(options, show: { try? Messages.show($0) }, warn: Messages.warn)
    let status = try scan.run()
    if status != 0 { throw ExitCode(status) }
  }
}
