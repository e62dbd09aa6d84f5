// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore

/// Whose signatures count, written into an identity file: a deployment brings its trust with it and remembers nothing.
package enum IdentityTrust {
  /// Writes a key into the file at `path`, or takes it out; false when that changed nothing.
  ///
  /// A locked file needs its passphrase, because its lock covers whom it trusts.
  package static func change(
    _ path: String, _ text: String, label: String?, isRemoving: Bool
  ) throws(RunFailure) -> Bool {
    guard let key = Fingerprint.key(text), let signer = TrustedSigner(key: key, label: label)
    else { return false }
    let before = try IdentityReading.document(.file(path))
    let others = before.trustedSigners.filter { $0.key != key }
    let isThere = others.count < before.trustedSigners.count
    guard isThere == isRemoving else { return false }
    let signers = isRemoving ? others : others + [signer]
    guard let cost = before.passphraseCost else {
      try replace(path, before, signers)
      return true
    }
    try PassphraseInput.requireMemory(for: cost, path)
    let passphrase = try PassphraseInput.ask(for: path)
    let open = try IdentityReading.inPhase { () throws(StoreError) in
      try before.unlocked(with: passphrase.bytes, source: path)
    }
    try replace(path, open, signers) { document throws(StoreError) in
      try document.locked(with: passphrase.bytes, cost: cost)
    }
    return true
  }

  /// What the store beside the scope file calls the owner of a key, if there is one.
  package static func label(of key: String, _ places: PlaceOptions) -> String? {
    guard let project = try? Project.find(places) else { return nil }
    return try? project.readStore().claimedLabel(of: key)
  }

  private static func replace(
    _ path: String, _ open: IdentityDocument, _ signers: [TrustedSigner],
    _ lock: (IdentityDocument) throws(StoreError) -> IdentityDocument = { $0 }
  ) throws(RunFailure) {
    guard let document = open.trusting(signers) else { return }
    try IdentityReading.inPhase { () throws(StoreError) in
      try IdentityCreation.replace(path, with: lock(document))
    }
  }
}
