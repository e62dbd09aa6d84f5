// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun identity show`.
struct IdentityShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the public part of the identity: one line to give to others.",
    discussion: """
      The line is for secrun member add, the fingerprint for secrun trust. Neither is secret, but whoever takes them \
      over must be sure that they are yours. A passphrase is not needed.
      """)

  @Flag(help: "Show only the fingerprint.")
  var fingerprint = false

  @Flag(help: "As JSON.")
  var json = false

  @OptionGroup var place: IdentityFlags

  func validate() throws {
    if json, fingerprint { throw ValidationError("--json shows the fingerprint too") }
  }

  func run() throws {
    let shown = try ShowIdentity.run(place.options)
    if json { return try Messages.show(shown.json) }
    if fingerprint {
      guard let fingerprint = shown.fingerprint else { throw ShowIdentity.noFingerprint }
      try Messages.show(Array("\(fingerprint)\n".utf8))
      return
    }
    try Messages.show(Array("\(shown.text)\n".utf8))
    Messages.hint(
      shown.fingerprint.map { "its fingerprint is \($0)" }
        ?? "it is read-only: it can open and not sign, and has no fingerprint")
  }
}
