// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretStore
import SystemCalls

extension Program {
  /// Refuses a command that is not what its scope was pinned to.
  ///
  /// A scope that has `pinned` must have been pinned: to take the record away widens nothing.
  func pinned(by store: OpenStore, _ scope: Scope, _ project: Project) throws(RunFailure) -> Program
  {
    let pinned = try project.explaining { () throws(StoreError) in try store.pin(of: scope.name) }
    guard let pinned else {
      guard scope.pinned == nil else {
        throw RunFailure(
          "scope \(scope.name) asks for pinned files, and no command is pinned",
          hints: [
            "look at the command and its files, then run: secrun pin \(scope.name) -- COMMAND"
          ])
      }
      return self
    }
    var program = try opened()
    let now = try PinnedCommand(path, words: arguments.texts, scope, project)
    let differences = PinDifference.lines(pinned: pinned, now: now.items)
    guard differences.isEmpty else {
      throw RunFailure(
        "the command of scope \(scope.name) is not what was pinned", details: differences,
        hints: ["if that is meant, run: secrun pin --update \(scope.name) -- COMMAND"])
    }
    program.seen += now.seen
    program.readLater += now.readLater
    program.pinDigest = PinnedItem.digest(of: pinned)
    return program
  }
}
