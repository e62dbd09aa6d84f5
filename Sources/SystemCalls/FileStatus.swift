// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc

/// What the file system says about a file, as far as secrun asks.
package struct FileStatus: Sendable, Equatable {
  /// The kinds of file that secrun tells apart.
  package enum Kind: Sendable {
    /// An ordinary file.
    case regular
    /// A folder.
    case directory
    /// A pipe, socket, device or anything else.
    case other
  }

  /// What kind of file it is.
  package let kind: Kind
  /// Whether it is a pipe or socket, with another program behind it.
  package let isPipe: Bool
  /// The permission bits, such as 0o600.
  package let permissions: UInt32
  /// The user id of the owner.
  package let owner: UInt32
  /// Its size in bytes.
  package let size: Int
  /// The device it is on; another device means another mount.
  package let device: UInt64
  /// Its number on that device.
  package let inode: UInt64
  /// When its content was changed last, in nanoseconds since 1970-01-01 UTC; its owner may set this.
  package let modified: Int64
  /// When its content or anything else about it was changed last, likewise; only the kernel sets this.
  package let changed: Int64

  /// Asks about a path, following links; nil when nothing is there.
  ///
  /// The C function is `stat`.
  package static func of(_ path: String) -> FileStatus? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return FileStatus(status)
  }

  /// Asks about an open descriptor; nil when it is closed.
  ///
  /// The C function is `fstat`.
  package static func of(_ descriptor: Int32) -> FileStatus? {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    return FileStatus(status)
  }

  /// Whether this process may write to what is at a path; the C function is `access`.
  package static func isWritable(_ path: String) -> Bool { unsafe access(path, W_OK) == 0 }

  private init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .directory
    default: kind = .other
    }
    isPipe = [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
    permissions = status.st_mode & 0o7777
    owner = status.st_uid
    size = Int(status.st_size)
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    changed = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
  }

  /// Whether both are the same file.
  package func isSameFile(as other: FileStatus) -> Bool {
    device == other.device && inode == other.inode
  }
}
