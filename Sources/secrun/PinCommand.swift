// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun pin`.
struct PinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin",
    abstract: "Pin a scope's command: its program, script and the files that pinned names.",
    usage: """
      secrun pin SCOPE -- COMMAND [ARG…]
      secrun pin --update SCOPE [-- COMMAND [ARG…]]
      secrun pin --remove SCOPE
      """,
    discussion: """
      Their digests are signed into the store. A run in that scope is refused when any of them changed, or when \
      it is of another command. Arguments behind the script may differ.
      """)

  @Argument(help: "The scope.")
  var scope: String

  @Flag(help: "Show what changed since the scope was pinned, and pin what is there now.")
  var update = false

  @Flag(help: "Pin without a question.")
  var yes = false

  @Flag(help: "Let any command run in the scope again.")
  var remove = false

  @OptionGroup var places: PlaceFlags

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("The command and its arguments.", valueName: "command"))
  var command: [String] = []

  func validate() throws {
    if remove, update || !command.isEmpty {
      throw ValidationError("--remove takes no command and no --update")
    }
  }

  func run() throws {
    if remove { return try PinScope.remove(scope, places.options) }
    let pin = try PinScope(scope, words: command, places.options)
    guard !pin.changes.isEmpty else { return }
    if pin.isPinned, !update {
      throw RunFailure(
        "scope \(scope) is pinned to something else", details: pin.changes,
        hints: ["to pin what is there now, add --update"])
    }
    try Messages.show(Array(pin.changes.map { $0 + "\n" }.joined().utf8))
    guard try yes || !update || pin.ask() else { throw RunFailure("not pinned") }
    try pin.pin()
  }
}
