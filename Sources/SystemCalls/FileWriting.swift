// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// Writing whole files so that a crash at any point leaves the old file or the new one.
package enum FileWriting {
  /// A new file beside the one it will replace; removed when it goes without having been put in place.
  package struct Draft: ~Copyable {
    /// Where the draft is.
    package let path: String
    private let target: String
    private var isInPlace = false

    /// Writes `bytes` to a new file in the folder of `target` and waits until they are on the disk.
    ///
    /// The C functions are `open` with `O_EXCL` and `O_NOFOLLOW`, `write` and `fsync`.
    package init(
      for target: String, _ bytes: [UInt8], permissions: UInt32
    ) throws(SystemCallError) {
      self.target = target
      path = Self.newPath(beside: target)
      let file = try Self.create(path, permissions)
      try file.writeAll(bytes)
      try Self.flush(file, path)
    }

    /// The same for bytes that are secret.
    package init(
      for target: String, secret: borrowing SecretBytes, permissions: UInt32
    ) throws(SystemCallError) {
      self.target = target
      path = Self.newPath(beside: target)
      let file = try Self.create(path, permissions)
      try file.writeAll(secret)
      try Self.flush(file, path)
    }

    deinit {
      if !isInPlace { _ = unsafe unlink(path) }
    }

    /// Puts the draft in the place of its target, and waits until the folder is on the disk too.
    package consuming func putInPlace() throws(SystemCallError) {
      guard unsafe rename(path, target) == 0 else { throw SystemCallError("rename", target) }
      isInPlace = true
      try FileWriting.flushFolder(of: target)
    }

    /// Puts the draft in place only when nothing is there yet; false when something is.
    ///
    /// The C function is `link`, or `renameat2` where a file system has no links.
    package consuming func putInEmptyPlace() throws(SystemCallError) -> Bool {
      if unsafe link(path, target) != 0 {
        guard errno != EEXIST else { return false }
        guard FileWriting.isUnknown(errno) else { throw SystemCallError("link", target) }
        guard try renameToEmptyPlace() else { return false }
        isInPlace = true
      }
      try FileWriting.flushFolder(of: target)
      return true
    }

    private func renameToEmptyPlace() throws(SystemCallError) -> Bool {
      if unsafe cposix_rename_new(path, target) == 0 { return true }
      guard errno != EEXIST else { return false }
      // The last resort, of file systems that cannot do both at once: others are asked to stay away by the lock only.
      guard errno == EINVAL || FileWriting.isUnknown(errno) else {
        throw SystemCallError("rename", target)
      }
      guard FileStatus.of(target) == nil else { return false }
      guard unsafe rename(path, target) == 0 else { throw SystemCallError("rename", target) }
      return true
    }

    private static func newPath(beside target: String) -> String {
      let random = RandomBytes.hexadecimal(8)
      return "\(Path.folder(of: target))/.\(Path.name(of: target)).\(random)"
    }

    private static func create(
      _ path: String, _ permissions: UInt32
    ) throws(SystemCallError) -> Descriptor {
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOCTTY | cposix_o_cloexec() | cposix_o_nofollow()
      let number = unsafe cposix_open(path, flags, 0o600)
      guard number >= 0 else { throw SystemCallError("open", path) }
      let file = Descriptor(owning: number)
      // Set explicitly: a replaced file keeps its permissions whatever the umask is.
      guard fchmod(number, permissions) == 0 || canDoWithout(permissions, number) else {
        throw SystemCallError("fchmod", path)
      }
      return file
    }

    /// Whether a file system without permissions, such as a shared folder, will do: for what others may read anyway.
    private static func canDoWithout(_ permissions: UInt32, _ number: Int32) -> Bool {
      guard FileWriting.isUnknown(errno) else { return false }
      return permissions & 0o044 != 0
        || FileStatus.of(number).map { $0.permissions & 0o077 == 0 } ?? false
    }

    private static func flush(
      _ file: borrowing Descriptor, _ path: String
    ) throws(SystemCallError) {
      guard fsync(file.number) == 0 else { throw SystemCallError("fsync", path) }
    }
  }

  /// Opens a file for writing from its start, readable by its owner only when it is new.
  package static func openNew(_ path: String) throws(SystemCallError) -> Descriptor {
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY | cposix_o_cloexec()
    let number = unsafe cposix_open(path, flags, 0o600)
    guard number >= 0 else { throw SystemCallError("open", path) }
    return Descriptor(owning: number)
  }

  /// Makes a folder and those above it that are missing; the C function is `mkdir`.
  package static func makeFolder(_ path: String, permissions: UInt32) throws(SystemCallError) {
    if let status = FileStatus.of(path), status.kind == .directory { return }
    let parent = Path.folder(of: path)
    if parent != path { try makeFolder(parent, permissions: permissions) }
    if unsafe mkdir(path, permissions) == 0 { return }
    let error = SystemCallError("mkdir", path)
    // Another process may have made it meanwhile; a file of that name is no folder.
    guard error.code == EEXIST, FileStatus.of(path)?.kind == .directory else { throw error }
  }

  /// Whether an error says that the file system does not have the call at all.
  private static func isUnknown(_ code: Int32) -> Bool {
    [EPERM, ENOSYS, EOPNOTSUPP].contains(code)
  }

  private static func flushFolder(of path: String) throws(SystemCallError) {
    let folder = Path.folder(of: path)
    let number = unsafe cposix_open(folder, O_RDONLY | cposix_o_directory() | cposix_o_cloexec(), 0)
    guard number >= 0 else { throw SystemCallError("open", folder) }
    let descriptor = Descriptor(owning: number)
    // Some network file systems refuse fsync on a folder, and have no need of it.
    guard fsync(descriptor.number) == 0 || errno == EINVAL else {
      throw SystemCallError("fsync", folder)
    }
  }
}
