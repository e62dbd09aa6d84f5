// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun unlock`.
struct UnlockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock",
    abstract: "Keep the identity in the kernel for a time, so that it is not asked for again.",
    discussion: """
      Asks for the passphrase, or runs the helper of identity.command, and puts the identity into the session keyring, \
      where what you start in this session finds it. A command that secrun runs gets a session keyring without it, and \
      cannot read it. Where the session has no keyring of its own, the shell that secrun was started from gets one.
      """)

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("How long, such as 30m, 8h or 2d.", valueName: "duration"))
  var duration = "8h"

  @OptionGroup var place: IdentityFlags

  func run() throws {
    for hint in try UnlockIdentity.unlock(place.options, for: duration) { Messages.hint(hint) }
  }
}
