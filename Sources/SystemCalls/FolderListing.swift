// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What a folder holds.
package enum FolderListing {
  /// The names in a folder, sorted, without `.` and `..`; the C functions are `opendir` and `readdir`.
  ///
  /// A name that is not UTF-8 cannot be said in a pattern or a message, and is an error.
  package static func names(of path: String) throws(SystemCallError) -> [String] {
    guard let folder = unsafe opendir(path) else { throw SystemCallError("opendir", path) }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(validatingCString: $0)
        }
      }
      guard let name else { throw SystemCallError("readdir", path, code: EILSEQ) }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw SystemCallError("readdir", path) }
    return names.sorted()
  }
}
