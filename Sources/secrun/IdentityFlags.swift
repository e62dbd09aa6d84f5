// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// The options that say where the identity is, for commands that need nothing else.
struct IdentityFlags: ParsableArguments {
  @Option(help: ArgumentHelp("The identity file (else SECRUN_IDENTITY, …).", valueName: "path"))
  var identity: String?

  @Option(help: ArgumentHelp("Read the identity from an open descriptor.", valueName: "n"))
  var identityFd: Int32?

  var options: PlaceOptions {
    PlaceOptions(identity: identity, identityDescriptor: identityFd)
  }
}
