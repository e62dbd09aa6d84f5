// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The options that choose secrets.
struct ScopeFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp("Which scope (else SECRUN_SCOPE, else default-scope).", valueName: "name"))
  var scope: String?

  @Option(help: ArgumentHelp("Only these of the scope; may be repeated.", valueName: "glob"))
  var only: [String] = []

  @Option(help: ArgumentHelp("None of these; may be repeated.", valueName: "glob"))
  var except: [String] = []
}
