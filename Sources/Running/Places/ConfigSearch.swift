// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// Looking for `secrun.toml` in the working folder and upwards.
enum ConfigSearch {
  static let fileName = "secrun.toml"

  /// The nearest file, or nil; the search ends with the home folder, a mount or the root, whichever comes first.
  static func find(from start: String, home: String) -> String? {
    var folder = start
    while let status = FileStatus.of(folder) {
      let candidate = Path.resolve(fileName, in: folder)
      if let file = FileStatus.of(candidate), file.kind != .directory { return candidate }
      let parent = Path.folder(of: folder)
      guard folder != home, parent != folder, FileStatus.of(parent)?.device == status.device else {
        return nil
      }
      folder = parent
    }
    return nil
  }
}
