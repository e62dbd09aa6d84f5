// SPDX-License-Identifier: Apache-2.0

/// What a secret that is delivered as a file lies in.
package enum FileForm: String, CaseIterable, Sendable {
  /// Sealed memory with a path below `/proc`; no file system has it.
  case memfd
  /// A private file in a file system in memory, for programs that need a path with a folder and a name.
  case tmpfs
}
