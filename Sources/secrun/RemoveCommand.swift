// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun remove NAME…`.
struct RemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take secrets out of the store.")

  @Argument(help: "The names of the secrets.")
  var names: [String]

  @OptionGroup var places: PlaceFlags

  func run() throws {
    try ChangeNames.remove(names, places.options)
  }
}
