// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun member`.
struct MemberCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "member",
    abstract: "Say who can read which group of the store.",
    subcommands: [MemberAddCommand.self, MemberRemoveCommand.self, MemberListCommand.self])
}

/// `secrun member add LABEL PUBLIC`.
struct MemberAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Let an identity read a group.",
    discussion: """
      PUBLIC is what the newcomer sees with secrun identity show. A group that is not there yet is made, with you in it \
      too. Reading is not signing: to use what the newcomer writes, trust their key with secrun trust.
      """)

  @Argument(help: "What to call the member.")
  var label: String

  @Argument(help: ArgumentHelp("The public part of the identity.", valueName: "public"))
  var identity: String

  @Option(
    help: ArgumentHelp(
      "Which group (else \"default\", or the only one you are in).",
      valueName: "group"))
  var group: String?

  @OptionGroup var places: PlaceFlags

  func run() throws {
    let hints = try MemberChanges.add(label, identity, to: group, places.options)
    for hint in hints { Messages.hint(hint) }
  }
}

/// `secrun member remove LABEL`.
struct MemberRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take a member out, with new keys for what it could read.",
    discussion: """
      Shows the names of the secrets that the member could read, one a line: older copies of the store still open for \
      it, so change them at their providers.
      """)

  @Argument(help: "The member.")
  var label: String

  @Option(help: ArgumentHelp("Which group (else all that the member is in).", valueName: "group"))
  var group: String?

  @OptionGroup var places: PlaceFlags

  func run() throws {
    let removal = try MemberChanges.remove(label, from: group, places.options)
    try Messages.show(Array(removal.names.map { $0 + "\n" }.joined().utf8))
    if let warning = removal.warning { Messages.warn(warning) }
  }
}

/// `secrun member list`.
struct MemberListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List who can read which group, and on whose word.")

  @Flag(help: "As JSON.")
  var json = false

  @OptionGroup var places: PlaceFlags

  func run() throws {
    try Messages.show(try MemberList.run(places.options, isJSON: json))
  }
}
