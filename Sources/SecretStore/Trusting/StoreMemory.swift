// SPDX-License-Identifier: Apache-2.0

/// What this machine remembers of one store, outside of any repository: whom to trust, and how far it had come.
///
/// Epochs and versions of 1 are not kept, since nothing can be older: a store that never changed leaves no trace.
package struct StoreMemory: Sendable, Equatable {
  /// A signer that the user trusts.
  package struct Signer: Sendable, Equatable {
    /// The Ed25519 public key.
    package let key: [UInt8]
    /// What the user knows the signer by; a label as members have it.
    package let label: String

    /// A key under a label.
    package init(key: [UInt8], label: String) {
      self.key = key
      self.label = label
    }
  }

  /// The pinned signers.
  package internal(set) var signers: [Signer] = []
  /// The highest epoch seen, by group.
  var epochs: [String: UInt64] = [:]
  /// The highest version seen, by secret.
  var versions: [String: UInt64] = [:]

  init() {}

  /// Takes a signer as trusted; one that is there already gets the label.
  package mutating func trust(_ key: [UInt8], label: String) {
    signers.removeAll { $0.key == key }
    signers.append(Signer(key: key, label: label))
  }

  /// Trusts a signer no longer; false when it was not trusted.
  package mutating func distrust(_ key: [UInt8]) -> Bool {
    let count = signers.count
    signers.removeAll { $0.key == key }
    return signers.count < count
  }

  /// Forgets how far the store had come, so that an older file is taken as it is.
  package mutating func forgetProgress() {
    epochs = [:]
    versions = [:]
  }

  /// Notes what another copy has seen further than this one.
  mutating func advance(to other: StoreMemory) {
    epochs.merge(other.epochs) { max($0, $1) }
    versions.merge(other.versions) { max($0, $1) }
  }
}
