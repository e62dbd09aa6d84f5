// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun get NAME`.
struct GetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Write one value, byte for byte, to standard output.")

  @Argument(help: "The name of the secret.")
  var name: String

  @Flag(help: "Show the value even on a terminal.")
  var reveal = false

  @OptionGroup var places: PlaceFlags

  func run() throws {
    for notice in try GetSecret.run(name, places.options, isRevealed: reveal) {
      Messages.warn(notice)
    }
  }
}
