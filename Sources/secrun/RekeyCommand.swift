// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun rekey`.
struct RekeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rekey",
    abstract: "Give groups new keys and seal everything in them anew.",
    discussion: "Older copies of the store still open with the old keys.")

  @Option(help: ArgumentHelp("Which group (else all that you are in).", valueName: "group"))
  var group: String?

  @OptionGroup var places: PlaceFlags

  func run() throws {
    try MemberChanges.rekey(group, places.options)
  }
}
