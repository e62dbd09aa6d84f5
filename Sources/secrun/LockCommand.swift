// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun lock`.
struct LockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock", abstract: "Forget what secrun unlock keeps in this session, at once.")

  func run() throws {
    for hint in try UnlockIdentity.lock() { Messages.hint(hint) }
  }
}
