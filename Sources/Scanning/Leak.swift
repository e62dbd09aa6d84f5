// SPDX-License-Identifier: Apache-2.0

package import Redaction

/// A place where a value of the store was found.
package struct Leak: Equatable, Sendable {
  /// The file, as bytes; within history as the repository names it, seen from its top.
  package let path: [UInt8]
  /// What stands there and where; line 0 is the name of the file itself.
  package let occurrence: Occurrence
  /// The commit that brought it in; nil outside of history.
  package let commit: Commit?

  /// Names a place.
  package init(path: [UInt8], _ occurrence: Occurrence, in commit: Commit? = nil) {
    self.path = path
    self.occurrence = occurrence
    self.commit = commit
  }
}

/// A commit, as far as a reader wants to know it.
package struct Commit: Equatable, Sendable {
  /// Its whole name in hexadecimal digits.
  package let id: String
  /// Who wrote it.
  package let author: String
  /// The day on which it was written, such as 2026-01-31.
  package let date: String

  /// Names a commit.
  package init(id: String, author: String, date: String) {
    self.id = id
    self.author = author
    self.date = date
  }
}

/// A place where something looks like a key that the store does not have.
package struct SuspectedKey: Equatable, Sendable {
  /// The file, as bytes.
  package let path: [UInt8]
  /// What it looks like, and where.
  package let sighting: KeySighting
  /// The commit that brought it in; nil outside of history.
  package let commit: Commit?

  /// Names a place.
  package init(path: [UInt8], _ sighting: KeySighting, in commit: Commit? = nil) {
    self.path = path
    self.sighting = sighting
    self.commit = commit
  }
}
