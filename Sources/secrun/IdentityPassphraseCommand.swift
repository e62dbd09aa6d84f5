// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun identity passphrase`.
struct IdentityPassphraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "passphrase",
    abstract: "Set, change or remove the passphrase of the identity file.",
    discussion: "The identity itself stays the same, and so do all stores.")

  @Flag(help: "Remove it: the file alone opens everything again.")
  var remove = false

  @Flag(help: "Derive the key with 64 MiB of memory instead of 256, for small machines.")
  var light = false

  @OptionGroup var place: IdentityFlags

  func validate() throws {
    if light, remove {
      throw ValidationError("--light says how a passphrase is set; --remove sets none")
    }
  }

  func run() throws {
    let hints = try ChangePassphrase.run(place.options, isRemoving: remove, isLight: light)
    for hint in hints { Messages.hint(hint) }
  }
}
