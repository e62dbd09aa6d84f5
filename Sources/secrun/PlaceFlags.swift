// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// The options that say where things are; every command takes them.
struct PlaceFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp("The store (else SECRUN_STORE, else beside secrun.toml).", valueName: "path")
  )
  var store: String?

  @Option(
    help: ArgumentHelp(
      "The scope file (else SECRUN_CONFIG, else found upwards).", valueName: "path"))
  var config: String?

  @Option(help: ArgumentHelp("The identity file (else SECRUN_IDENTITY, …).", valueName: "path"))
  var identity: String?

  @Option(help: ArgumentHelp("Read the identity from an open descriptor.", valueName: "n"))
  var identityFd: Int32?

  var options: PlaceOptions {
    PlaceOptions(
      store: store, config: config, identity: identity, identityDescriptor: identityFd)
  }
}
