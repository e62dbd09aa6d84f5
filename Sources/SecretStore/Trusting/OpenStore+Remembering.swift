// SPDX-License-Identifier: Apache-2.0

import SecretMemory

extension OpenStore {
  /// Opens a store with what the machine remembers of it in `folder`; nil remembers nothing.
  package static func opening(
    _ store: Store, _ identity: Identity, remembering folder: String?
  ) throws(StoreError) -> OpenStore {
    guard let folder else { return OpenStore(store, identity: identity) }
    let memory = try StoreMemoryFile(in: folder, of: store, for: identity).read()
    return OpenStore(store, identity: identity, memory: memory)
  }

  /// Passes over signatures that this machine verified before, and remembers in `folder` those that it verifies now.
  ///
  /// For commands that read: what is written is always verified.
  package func passOverSignatures(verifiedIn folder: String) {
    signatures = VerifiedSignatures(in: folder, of: store.document.id, for: identity)
  }

  /// Keeps what is new; what other processes have kept meanwhile stays.
  package func remember(in folder: String) throws(StoreError) {
    signatures.keep()
    guard hasNews else { return }
    try StoreMemoryFile(in: folder, of: store, for: identity).update { kept in
      kept.advance(to: memory)
      for key in distrusted { _ = kept.distrust(key) }
    }
  }

  /// The same reader of another file of the same store.
  func copy(of other: Store) -> OpenStore {
    OpenStore(other, identity: identity, memory: memory)
  }
}
