// SPDX-License-Identifier: Apache-2.0

/// Something in the log that is not as it was written, and where.
package struct AuditFault: Equatable, Sendable {
  /// What is wrong.
  package enum Kind: Equatable, Sendable {
    /// The line is no record.
    case notARecord
    /// The record of this number is not the one that was written.
    case altered(UInt64)
    /// The records of these numbers should stand before this line.
    case missing(ClosedRange<UInt64>)
    /// The record of this number stood before, or belongs elsewhere.
    case outOfPlace(UInt64)
    /// The record of this number begins a chain with a new key: the old one was lost or replaced.
    case newKey(UInt64)
    /// The records of these numbers were written, and the log ends without them.
    case missingAtEnd(ClosedRange<UInt64>)
    /// The last line of the file was cut off within its end.
    case cutOff
    /// A closed file of the log is gone.
    case missingFile
    /// The key file is gone or damaged, so that the end of the log is not proven.
    case missingState
    /// The key file is not the one that the last record was written with.
    case otherState
    /// The record of this number is not the one that the head names.
    case otherHead(UInt64)
    /// The record of this number, which the head names, is gone.
    case missingHead(UInt64)
  }

  /// The file.
  package let path: String
  /// The line in it, the first being 1; nil when it is about the file as a whole.
  package let line: Int?
  /// What is wrong.
  package let kind: Kind
}
