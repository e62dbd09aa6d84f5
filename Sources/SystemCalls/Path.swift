// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Paths as text.
package enum Path {
  /// The folder that holds `path`.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of `path`.
  package static func name(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }

  /// `path` as seen from `folder`, unless it is absolute.
  package static func resolve(_ path: String, in folder: String) -> String {
    if path.hasPrefix("/") { return path }
    return folder == "/" ? "/" + path : folder + "/" + path
  }

  /// The file that `path` leads to, all links followed; nil when there is none.
  ///
  /// The C function is `realpath`.
  package static func followingLinks(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
