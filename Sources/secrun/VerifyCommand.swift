// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every signature and record of the store; needs no identity and opens nothing.",
    discussion: """
      Fits a pre-commit hook and CI. Whoever can write the store can add a member and sign with that key, so name \
      the keys that may have signed with --signer, and keep that list where the store's writers cannot change it.

      Exits with 0 when all is well, with 1 when something is wrong, and with 2 when there is nothing to check.
      """)

  @Option(
    help: ArgumentHelp(
      "A key that may have signed; may be repeated. See secrun trust --list.",
      valueName: "key"))
  var signer: [String] = []

  @Flag(help: "As JSON.")
  var json = false

  @OptionGroup var places: PlaceFlags

  func run() throws {
    let outcome = try VerifyStore.run(places.options, signers: signer)
    if json { try Messages.show(outcome.json) } else { outcome.findings.forEach(Messages.show) }
    guard outcome.findings.isEmpty else { throw ExitCode(1) }
    if !json { try Messages.show(outcome.summary) }
  }
}
