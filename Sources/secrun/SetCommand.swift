// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun set NAME`.
struct SetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Seal a value, from the terminal without echo or from standard input.",
    discussion: "A value is never taken from the arguments, where every process could read it.")

  @Argument(help: "The name, as an environment variable has it.")
  var name: String

  @Argument(help: .hidden)
  var surplus: [String] = []

  @Flag(help: "Keep the newline at the end of standard input.")
  var keepNewline = false

  @Option(help: ArgumentHelp("A note about the secret, sealed too.", valueName: "text"))
  var note: String?

  @Option(help: ArgumentHelp("When the value stops being valid.", valueName: "date|duration"))
  var expires: String?

  @OptionGroup var places: PlaceFlags

  func run() throws {
    guard surplus.isEmpty else { throw SetSecret.valueOnCommandLine }
    try SetSecret.run(
      name,
      .init(places: places.options, keepsNewline: keepNewline, note: note, expires: expires))
  }
}
