// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Finding a program the way `execvp` does, with its two ways to fail told apart.
package enum ProgramSearch {
  /// What the search came to.
  package enum Result: Equatable, Sendable {
    /// The path to execute.
    case found(String)
    /// Something is there, but it may not be executed.
    case notExecutable(String)
    /// Nothing is there.
    case notFound
  }

  /// Where libc looks when there is no `PATH` (`confstr(_CS_PATH)`).
  private static let standardPath = "/bin:/usr/bin"

  /// Looks for `program`: a path when it holds a slash, else a name in the folders of `path`.
  package static func find(_ program: String, path: String?) -> Result {
    guard !program.isEmpty else { return .notFound }
    guard !program.utf8.contains(UInt8(ascii: "/")) else { return look(at: program) }
    var refused: String?
    for folder in (path ?? standardPath).split(separator: ":", omittingEmptySubsequences: false) {
      // An empty folder in PATH means the working folder (POSIX, "Environment Variables").
      let candidate = folder.isEmpty ? "./\(program)" : "\(folder)/\(program)"
      switch look(at: candidate) {
      case .found(let path): return .found(path)
      case .notExecutable(let path): refused = refused ?? path
      case .notFound: continue
      }
    }
    return refused.map { .notExecutable($0) } ?? .notFound
  }

  private static func look(at path: String) -> Result {
    guard let status = FileStatus.of(path) else {
      return errno == EACCES ? .notExecutable(path) : .notFound
    }
    guard status.kind != .directory else { return .notExecutable(path) }
    return unsafe access(path, X_OK) == 0 ? .found(path) : .notExecutable(path)
  }
}
