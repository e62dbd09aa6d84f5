// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore

/// Locking an identity file with a passphrase, changing it, or taking it away.
package enum ChangePassphrase {
  /// Rewrites the file; returns what the user should know.
  package static func run(
    _ places: PlaceOptions, isRemoving: Bool, isLight: Bool
  ) throws(RunFailure) -> [String] {
    let source = try IdentitySource.wished(places)
    guard case .file(let path) = source else {
      throw RunFailure(
        "the identity comes from \(PrintableText.escaped(source.title, limit: 4096)), which secrun does not write",
        hints: ["name a file of your own with --identity PATH"])
    }
    let before = try IdentityReading.document(source)
    guard before.isLocked || !isRemoving else {
      throw RunFailure("\(PrintableText.escaped(path, limit: 4096)) has no passphrase")
    }
    let open = try IdentityReading.unlockedByPassphrase(before, path)
    let passphrase = isRemoving ? nil : try PassphraseInput.askNew(for: path)
    try IdentityReading.inPhase { () throws(StoreError) in
      let cost = isLight ? PassphraseKey.Cost.light : .usual
      let after = try passphrase.map { passphrase throws(StoreError) in
        try open.locked(with: passphrase.bytes, cost: cost)
      }
      try IdentityCreation.replace(path, with: after ?? open)
    }
    let isNew = !before.isLocked && !isRemoving
    return isNew ? ["copies of the file that were made before have no passphrase"] : []
  }
}
