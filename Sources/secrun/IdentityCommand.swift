// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `secrun identity`.
struct IdentityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identity",
    abstract: "Make an identity, show its public part, or change its passphrase.",
    discussion: """
      An identity opens what is sealed for it, and signs what it seals. Its public part may be given to anyone; \
      the file itself belongs to nobody else, and into no repository.
      """,
    subcommands: [
      IdentityShowCommand.self, IdentityNewCommand.self, IdentityPassphraseCommand.self,
    ])
}
