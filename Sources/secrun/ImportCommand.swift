// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun import [FILE]`.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Seal all values of a .env or JSON file.")

  @Argument(help: ArgumentHelp("The file; - is standard input.", valueName: "file"))
  var file = ".env"

  @Option(
    help: ArgumentHelp("How to read it (else by the file's ending).", valueName: "dotenv|json"))
  var format: ImportFormat?

  @Flag(help: "Give names that are there already their new values.")
  var replace = false

  @OptionGroup var places: PlaceFlags

  func run() throws {
    try ImportSecrets.run(file, format, places.options, isReplacing: replace)
  }
}

extension ImportFormat: ExpressibleByArgument {}
