// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A folder of a test's own, removed with all it holds when the test is over.
package final class TemporaryFolder: Sendable {
  /// Where it is, without links in its path.
  package let path: String

  /// Makes an empty folder that only its owner may enter.
  package init() throws(LaunchError) {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/secrun-test-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil, let real = unsafe realpath(template, nil) else {
      throw LaunchError(step: "mkdtemp", code: errno)
    }
    defer { unsafe free(real) }
    path = unsafe String(cString: real)
  }

  deinit { Self.remove(path) }

  /// The path of a name in the folder.
  package subscript(name: String) -> String { path + "/" + name }

  /// The names in the folder, in order.
  package var names: [String] { Self.names(in: path) }

  /// Writes a file in one go, over one that is there.
  package func write(_ name: String, _ bytes: [UInt8], permissions: UInt32 = 0o644) throws {
    let number = unsafe open(self[name], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw LaunchError(step: "open", code: errno) }
    let file = OwnedDescriptor(number)
    guard unsafe Glibc.write(file.number, bytes, bytes.count) == bytes.count,
      fchmod(file.number, permissions) == 0
    else { throw LaunchError(step: "write", code: errno) }
  }

  /// Writes a text file in one go, over one that is there.
  package func write(_ name: String, _ text: String, permissions: UInt32 = 0o644) throws {
    try write(name, Array(text.utf8), permissions: permissions)
  }

  private static func names(in path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      _ = unsafe unlink(path)
      return
    }
    _ = unsafe chmod(path, 0o700)
    for name in names(in: path) { remove(path + "/" + name) }
    _ = unsafe rmdir(path)
  }
}
