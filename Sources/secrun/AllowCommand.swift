// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun allow`.
struct AllowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allow", abstract: "Show what changed in secrun.toml and approve it.")

  @Flag(help: "Approve without a question.")
  var yes = false

  @OptionGroup var places: PlaceFlags

  func run() throws {
    var allow = try AllowScopes(places.options)
    guard let changes = allow.changes else { return }
    try Messages.show(Array(changes.map { $0 + "\n" }.joined().utf8))
    guard try yes || allow.ask() else { throw RunFailure("not approved") }
    try allow.approve()
  }
}
