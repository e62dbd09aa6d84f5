// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun rename OLD NEW`.
struct RenameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a secret another name.")

  @Argument(help: "The present name.")
  var old: String

  @Argument(help: "The new name.")
  var new: String

  @OptionGroup var danger: DangerFlag
  @OptionGroup var places: PlaceFlags

  func run() throws {
    try ChangeNames.rename(old, to: new, isDangerAllowed: danger.isAllowed, places.options)
  }
}
