// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// Putting identities on the disk, readable by their owner only.
package enum IdentityCreation {
  /// Makes a random identity at `path`; false when a file was there before, which stays.
  package static func create(at path: String) throws(StoreError) -> Bool {
    guard FileStatus.of(path) == nil else { return false }
    return try write(IdentityDocument.random(.seed), toEmpty: path)
  }

  /// Writes an identity where nothing is yet; false when something is there, which stays.
  package static func write(
    _ document: IdentityDocument, toEmpty path: String
  ) throws(StoreError) -> Bool {
    let text = try IdentityFile.text(document)
    return try inSystem { () throws(SystemCallError) in
      try FileWriting.makeFolder(Path.folder(of: path), permissions: 0o700)
      let draft = try FileWriting.Draft(for: path, secret: text, permissions: 0o600)
      return try draft.putInEmptyPlace()
    }
  }

  /// Writes an identity over the one at `path`, links followed, so that a crash leaves the old one or the new one.
  package static func replace(
    _ path: String, with document: IdentityDocument
  ) throws(StoreError) {
    let text = try IdentityFile.text(document)
    let path = Path.followingLinks(path) ?? path
    try inSystem { () throws(SystemCallError) in
      let draft = try FileWriting.Draft(for: path, secret: text, permissions: 0o600)
      let written = try FileReading.secret(
        from: FileReading.open(draft.path), limit: StoreLimits.identity)
      guard let written, written.isEqual(to: text) else {
        throw SystemCallError("write", path, code: SystemCallError.damagedCode)
      }
      try draft.putInPlace()
    }
  }

  /// Keeps a copy of the file at `path` beside it, as it stands; returns where.
  package static func keepCopy(of path: String) throws(StoreError) -> String {
    let text = try inSystem { () throws(SystemCallError) in
      try FileReading.secret(from: FileReading.open(path), limit: StoreLimits.identity)
    }
    guard let text else { throw .notAnIdentity(source: path) }
    var number = 1
    while true {
      let copy = "\(path).old-\(number)"
      let isDone = try inSystem { () throws(SystemCallError) in
        try FileWriting.Draft(for: copy, secret: text, permissions: 0o600).putInEmptyPlace()
      }
      if isDone { return copy }
      number += 1
    }
  }
}
