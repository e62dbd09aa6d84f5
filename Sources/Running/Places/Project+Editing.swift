// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore

extension Project {
  /// Changes the store on the disk, inside a secret phase; `edit` says whether anything changed.
  func edit<R>(
    with identity: Identity? = nil, _ edit: (OpenStore) throws(StoreError) -> (R, Bool)
  ) throws(RunFailure) -> R {
    let identity = if let identity { identity } else { try readIdentity() }
    guard identity.canSign else { throw failure(.readOnlyIdentity) }
    return try explaining { () throws(StoreError) in
      try StoreFile.update(storePath, identity: identity, remembering: stateFolder, edit)
    }
  }

  /// Refuses names that the store does not have, with the nearest one as a hint.
  func require(_ names: [String], in store: Store) throws(RunFailure) {
    let known = store.names
    for name in names where !known.contains(name) {
      let hint = NearestName.to(name, in: known).map { "did you mean \($0)?" }
      throw RunFailure(
        "no secret \(PrintableText.escaped(name)) in \(storePath)",
        hints: [hint ?? "see what there is with: secrun list"])
    }
  }
}
