// SPDX-License-Identifier: Apache-2.0

import SecretStore

/// Names that need to be insisted on, whichever command would make a secret of them.
enum NameDanger {
  /// The flag that insists.
  static let flag = "--allow-dangerous-name"

  /// Refuses names that decide what a program runs or whom it talks to.
  static func refuse(_ names: [String], unless isAllowed: Bool) throws(RunFailure) {
    let dangerous = names.filter(DangerousNames.contains)
    guard !isAllowed, !dangerous.isEmpty else { return }
    let (verb, noun) =
      dangerous.count == 1 ? ("decides", "a secret it") : ("decide", "secrets they")
    throw RunFailure(
      "\(dangerous.joined(separator: ", ")) \(verb) what programs load "
        + "or whom they talk to: as \(noun) could take others",
      hints: ["if it is meant, add \(flag); plain values belong into env of the scope"])
  }
}
