// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check whether this set-up is safe; exits with 1 when something is wrong.")

  @Flag(help: "As JSON.")
  var json = false

  @OptionGroup var places: PlaceFlags

  func run() throws {
    let (text, isSound) = Doctor.run(places.options, isJSON: json)
    try Messages.show(text)
    if !isSound { throw ExitCode(1) }
  }
}
