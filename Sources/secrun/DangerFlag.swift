// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The flag that insists on a name such as LD_PRELOAD, for every command that makes a secret of one.
struct DangerFlag: ParsableArguments {
  @Flag(
    name: .customLong("allow-dangerous-name"),
    help: ArgumentHelp(
      "Take a name that decides what programs load or whom they talk to, such as LD_PRELOAD."))
  var isAllowed = false
}
