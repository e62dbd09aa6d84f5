// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun accept [NAME…]`.
struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Show what was offered with secrun set --offer, and sign it.",
    discussion: """
      Anybody who can write the store can make an offer, so nobody can know who did. Nothing uses an offer before it \
      is accepted. Values are not shown.
      """)

  @Argument(help: "Which names (else all).")
  var names: [String] = []

  @Option(help: ArgumentHelp("Which one, where a name is offered more than once.", valueName: "n"))
  var number: Int?

  @Flag(help: "Accept without a question.")
  var yes = false

  @Flag(help: "Take the offers out of the store instead.")
  var reject = false

  @Flag(help: "Only show what is offered.")
  var list = false

  @Flag(help: "With --list: as JSON.")
  var json = false

  @OptionGroup var danger: DangerFlag
  @OptionGroup var places: PlaceFlags

  func validate() throws {
    if json, !list { throw ValidationError("--json needs --list") }
    if list, yes || reject { throw ValidationError("--list only shows what there is") }
  }

  func run() throws {
    var offers = try AcceptOffers(names, number: number, places.options)
    if json { return try Messages.show(offers.json) }
    guard !offers.isEmpty else { return }
    try Messages.show(offers.text)
    if list { return }
    if reject {
      guard try yes || offers.ask("take out what is shown?") else {
        throw RunFailure("not taken out")
      }
      try offers.reject()
    } else {
      try offers.check(isDangerAllowed: danger.isAllowed)
      guard try yes || offers.ask("sign what is shown?") else { throw RunFailure("not accepted") }
      try offers.accept()
    }
  }
}
