// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SystemCalls

/// A folder of a test's own, removed with all it holds when the test is over.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let random = RandomBytes.visible(8).map { String($0, radix: 16) }.joined(separator: "-")
    let root = InheritedEnvironment.text("TMPDIR") ?? "/tmp"
    path = "\(Path.followingLinks(root) ?? root)/secrun-units-\(random)"
    try FileWriting.makeFolder(path, permissions: 0o700)
  }

  deinit { Self.remove(path) }

  subscript(name: String) -> String { path + "/" + name }

  /// The names in the folder, in order.
  var names: [String] { Self.names(in: path) }

  /// Writes a file of a test.
  func write(_ name: String, _ bytes: [UInt8], permissions: UInt32 = 0o644) throws {
    try FileWriting.Draft(for: self[name], bytes, permissions: permissions).putInPlace()
  }

  /// Writes a text file of a test.
  func write(_ name: String, _ text: String, permissions: UInt32 = 0o644) throws {
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
