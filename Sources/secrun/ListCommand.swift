// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun list`.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List names and details of all secrets, never values.")

  @Flag(help: "As JSON.")
  var json = false

  @OptionGroup var places: PlaceFlags

  func run() throws {
    try Messages.show(try ListSecrets.run(places.options, isJSON: json))
  }
}
