// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun init`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make an identity if there is none, an empty store, and a commented secrun.toml.")

  @Flag(help: "Replace a store that is there by an empty one.")
  var force = false

  @OptionGroup var places: PlaceFlags

  func run() throws {
    let hints = try InitProject(places.options, isForced: force).run()
    for hint in hints { Messages.hint(hint) }
  }
}
