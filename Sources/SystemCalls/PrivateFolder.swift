// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// A folder in a file system in memory that only its owner may enter, for the files of one run.
///
/// It is locked as long as secrun or its keeper lives. What a run leaves behind whose keeper was killed too is
/// found by that, and removed by the next run that wants such a folder.
package final class PrivateFolder {
  private static let prefix = "secrun."

  /// Where it is.
  package let path: String
  /// The names that files in it may have.
  package let names: [String]
  let name: String
  let descriptor: Descriptor
  let parent: Descriptor
  private var isRemoved = false

  /// Makes one in the first of `places` that lies in memory and can be written; nil when there is none.
  ///
  /// The C functions are `mkdir`, `flock` and `fstatfs`.
  package static func make(
    in places: [String], for names: [String]
  ) throws(SystemCallError) -> PrivateFolder? {
    for place in places {
      guard let parent = open(place), cposix_is_in_memory(parent.number) == 1,
        unsafe access(place, W_OK | X_OK) == 0
      else { continue }
      sweep(place, parent)
      // A sweep by another run can take the folder away before it is locked.
      for _ in 0..<3 {
        if let folder = try PrivateFolder(in: place, try parent.duplicate(), names) {
          return folder
        }
      }
    }
    return nil
  }

  private init?(
    in place: String, _ parent: consuming Descriptor, _ names: [String]
  ) throws(SystemCallError) {
    let name = Self.prefix + RandomBytes.hexadecimal(8)
    let path = Path.resolve(name, in: place)
    guard unsafe mkdir(path, 0o700) == 0 else { throw SystemCallError("mkdir", path) }
    guard let descriptor = Self.open(path), flock(descriptor.number, LOCK_EX | LOCK_NB) == 0,
      FileStatus.of(path) == FileStatus.of(descriptor.number)
    else { return nil }
    self.name = name
    self.path = path
    self.names = names
    self.parent = parent
    self.descriptor = descriptor
  }

  /// Writes a secret to a new file that only its owner may read, and returns its path.
  package func write(
    _ secret: borrowing SecretBytes, as name: String
  ) throws(SystemCallError) -> String {
    precondition(names.contains(name))
    let file = Path.resolve(name, in: path)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOCTTY | cposix_o_cloexec() | cposix_o_nofollow()
    let number = unsafe cposix_open(file, flags, 0o400)
    guard number >= 0 else { throw SystemCallError("open", file) }
    let descriptor = Descriptor(owning: number)
    guard fchmod(number, 0o400) == 0 else { throw SystemCallError("fchmod", file) }
    try descriptor.writeAll(secret)
    return file
  }

  /// Removes the files and the folder.
  package func remove() {
    guard !isRemoved else { return }
    isRemoved = true
    for name in names { unsafe unlinkat(descriptor.number, name, 0) }
    unsafe unlinkat(parent.number, name, AT_REMOVEDIR)
  }

  deinit { remove() }

  /// Removes folders of this user's that nobody has locked.
  private static func sweep(_ place: String, _ parent: borrowing Descriptor) {
    for name in (try? FolderListing.names(of: place)) ?? [] where name.hasPrefix(prefix) {
      guard let folder = open(Path.resolve(name, in: place)),
        FileStatus.of(folder.number)?.owner == geteuid(),
        flock(folder.number, LOCK_EX | LOCK_NB) == 0
      else { continue }
      let files = try? FolderListing.names(of: Path.resolve(name, in: place))
      for file in files ?? [] { unsafe unlinkat(folder.number, file, 0) }
      unsafe unlinkat(parent.number, name, AT_REMOVEDIR)
    }
  }

  private static func open(_ path: String) -> Descriptor? {
    let flags = O_RDONLY | cposix_o_directory() | cposix_o_cloexec() | cposix_o_nofollow()
    let number = unsafe cposix_open(path, flags, 0)
    return number < 0 ? nil : Descriptor(owning: number)
  }
}
