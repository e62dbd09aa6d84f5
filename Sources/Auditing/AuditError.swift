// SPDX-License-Identifier: Apache-2.0

package import SecretMemory
package import SystemCalls

/// Why a record could not be written or the log not be read.
package enum AuditError: Error, Equatable {
  /// A system call failed; its subject is the file.
  case system(SystemCallError)
  /// Another process held the lock of the log at this path all the time.
  case busy(path: String)
  /// The file is longer than what is read at once.
  case tooLong(path: String)
  /// Secret memory or cryptography was not to be had.
  case memory(SecretMemoryError)
}
