// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// Making the user's identity.
package enum IdentityCreation {
  /// Makes a random identity at `path`, readable by its owner only; false when a file was there before, which stays.
  package static func create(at path: String) throws(StoreError) -> Bool {
    guard FileStatus.of(path) == nil else { return false }
    let seed = try inMemory { () throws(SecretMemoryError) in
      try RandomBytes.secret(Identity.seedCount)
    }
    let text = try IdentityFile.text(seed: seed)
    do throws(SystemCallError) {
      try FileWriting.makeFolder(Path.folder(of: path), permissions: 0o700)
      let draft = try FileWriting.Draft(for: path, secret: text, permissions: 0o600)
      return try draft.putInEmptyPlace()
    } catch {
      throw .system(error)
    }
  }
}
