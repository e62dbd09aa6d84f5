// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun identity new`.
struct IdentityNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make an identity, readable by its owner only.",
    discussion: """
      With --passphrase the file is locked: whoever has it, such as a command that secrun runs, needs the \
      passphrase too. It is asked for on the terminal, and never taken from anywhere else.
      """)

  @Flag(help: "It can run commands and open values, and can never seal, approve or sign.")
  var readOnly = false

  @Flag(help: "Lock it with a passphrase.")
  var passphrase = false

  @Flag(help: "With --passphrase: derive the key with 64 MiB of memory instead of 256.")
  var light = false

  @Option(
    name: [.customShort("o"), .long, .customLong("identity")],
    help: ArgumentHelp(
      "Where (else SECRUN_IDENTITY, else the usual place); - is standard output, for a password manager.",
      valueName: "path"))
  var output: String?

  @Flag(help: "Replace the one that is there; a copy stays beside it.")
  var force = false

  func validate() throws {
    if light, !passphrase { throw ValidationError("--light needs --passphrase") }
  }

  func run() throws {
    let hints = try NewIdentity.run(
      .init(
        output: output, isReadOnly: readOnly, hasPassphrase: passphrase, isLight: light,
        isForced: force))
    for hint in hints { Messages.hint(hint) }
  }
}
