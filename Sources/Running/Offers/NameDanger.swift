// SPDX-License-Identifier: Apache-2.0

import SecretStore

/// Names that need to be insisted on.
enum NameDanger {
  /// The flag that insists.
  static let flag = "--allow-dangerous-name"

  /// Refuses the first of the names that decides what a program runs or whom it talks to.
  static func refuse(_ names: [String], unless isAllowed: Bool) throws(RunFailure) {
    guard !isAllowed, let name = names.first(where: DangerousNames.contains) else { return }
    throw RunFailure(
      "\(name) decides what programs load or whom they talk to: as a secret it could take others",
      hints: ["if it is meant, add \(flag); plain values belong into env of the scope"])
  }
}
