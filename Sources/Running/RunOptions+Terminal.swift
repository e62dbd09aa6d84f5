// SPDX-License-Identifier: Apache-2.0

import Scoping
import Spawning

extension RunOptions {
  /// What `--tty` asks for.
  func terminalMode() throws(RunFailure) -> TerminalMode {
    guard let terminal else { return .auto }
    guard let mode = TerminalMode(rawValue: terminal) else {
      throw RunFailure(
        "--tty \(PrintableText.quoted(terminal)) is not known",
        hints: ["it is auto, always or never"])
    }
    return mode
  }
}
