// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun set NAME`.
struct SetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Seal a value, from the terminal without echo or from standard input.",
    discussion: "A value is never taken from the arguments, where every process could read it.")

  @Argument(help: "The name, as an environment variable has it.")
  var name: String

  @Argument(help: .hidden)
  var surplus: [String] = []

  @Flag(help: "Keep the newline at the end of standard input.")
  var keepNewline = false

  @Option(help: ArgumentHelp("A note about the secret, sealed too.", valueName: "text"))
  var note: String?

  @Option(help: ArgumentHelp("When the value stops being valid.", valueName: "date|duration"))
  var expires: String?

  @Option(
    help: ArgumentHelp(
      "Who can read it (else the group it is in, \"default\", or the only one you are in).",
      valueName: "group"))
  var group: String?

  @Flag(help: "Leave it to a member to accept; needs no identity, and nothing uses it before.")
  var offer = false

  @Option(
    help: ArgumentHelp("With --offer: who must have signed the group's key.", valueName: "key"))
  var signer: String?

  @OptionGroup var danger: DangerFlag
  @OptionGroup var places: PlaceFlags

  func run() throws {
    guard surplus.isEmpty else { throw SetSecret.valueOnCommandLine }
    var options = SetSecret.Options(
      places: places.options, keepsNewline: keepNewline, note: note, expires: expires)
    options.group = group
    options.isOffer = offer
    options.signer = signer
    options.isDangerAllowed = danger.isAllowed
    for hint in try SetSecret.run(name, options) { Messages.hint(hint) }
  }
}
