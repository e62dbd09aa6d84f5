// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun restore NAME`.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract:
      "Give a secret the value it had before it was last changed or removed on this machine.",
    discussion: "What is replaced by that is kept in turn, so restoring twice changes nothing.")

  @Argument(help: "The name of the secret.")
  var name: String

  @OptionGroup var danger: DangerFlag
  @OptionGroup var places: PlaceFlags

  func run() throws {
    try RestoreSecret.run(name, isDangerAllowed: danger.isAllowed, places.options)
  }
}
