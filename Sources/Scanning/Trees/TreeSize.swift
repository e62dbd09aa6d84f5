// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// How large files and folders are, to say how far a scan has come.
package enum TreeSize {
  /// The bytes in all files at or below these paths; nil when one of them has no end that is known.
  package static func bytes(of paths: [String]) -> Int? {
    var total = 0
    for path in paths {
      guard let status = FileStatus.of(path), status.kind != .other else { return nil }
      total += status.kind == .regular ? status.size : ((try? below(try Folder(path))) ?? 0)
    }
    return total
  }

  private static func below(_ folder: borrowing Folder) throws(SystemCallError) -> Int {
    var total = 0
    for entry in try folder.entries() {
      switch entry.kind {
      case .regular: total += folder.size(of: entry.name)
      case .directory: total += (try? below(try folder.folder(entry.name))) ?? 0
      case .other: break
      }
    }
    return total
  }
}
