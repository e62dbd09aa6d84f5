// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc

/// An open folder, whose entries are opened by name and without following a link.
///
/// Names are bytes: nothing promises that they are UTF-8. Whoever swaps an entry for a link meanwhile leads
/// nobody out of the folder.
package struct Folder: ~Copyable {
  /// One entry of a folder.
  package struct Entry: Sendable, Equatable {
    /// The name as the file system has it.
    package let name: [UInt8]
    /// What kind of file it is; a link is neither a file nor a folder.
    package let kind: FileStatus.Kind
  }

  private let descriptor: Descriptor

  /// Opens a folder by its path, links followed; the C function is `open`.
  package init(_ path: String) throws(SystemCallError) {
    let number = unsafe cposix_open(path, Self.folderFlags, 0)
    guard number >= 0 else { throw SystemCallError("open", path) }
    descriptor = Descriptor(owning: number)
  }

  private init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

  private static var folderFlags: Int32 { O_RDONLY | cposix_o_directory() | cposix_o_cloexec() }

  /// Opens a folder within this one; the C function is `openat`.
  package func folder(_ name: [UInt8]) throws(SystemCallError) -> Folder {
    Folder(try open(name, Self.folderFlags | cposix_o_nofollow()))
  }

  /// Opens a file within this one for reading, without waiting for another end should it be a pipe.
  package func file(_ name: [UInt8]) throws(SystemCallError) -> Descriptor {
    try open(
      name, O_RDONLY | O_NONBLOCK | O_NOCTTY | cposix_o_nofollow() | cposix_o_cloexec())
  }

  private func open(_ name: [UInt8], _ flags: Int32) throws(SystemCallError) -> Descriptor {
    let parent = descriptor.number
    let number = unsafe (name + [0]).withUnsafeBufferPointer { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { name in
        guard let start = name.baseAddress else { return Int32(-1) }
        return unsafe cposix_open_at(parent, start, flags)
      }
    }
    guard number >= 0 else {
      throw SystemCallError("open", String(decoding: name, as: UTF8.self))
    }
    return Descriptor(owning: number)
  }

  /// The size of a file within this one in bytes, 0 when it cannot be told; the C function is `fstatat`.
  package func size(of name: [UInt8]) -> Int {
    var status = stat()
    let parent = descriptor.number
    let failure = unsafe (name + [0]).withUnsafeBufferPointer { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { name in
        guard let start = name.baseAddress else { return Int32(-1) }
        return unsafe fstatat(parent, start, &status, AT_SYMLINK_NOFOLLOW)
      }
    }
    return failure == 0 ? Int(status.st_size) : 0
  }

  /// All entries but `.` and `..`, in the order of their names; the C function is `readdir`.
  package func entries() throws(SystemCallError) -> [Entry] {
    let copy = cposix_duplicate(descriptor.number)
    guard copy >= 0 else { throw SystemCallError("fcntl") }
    guard let stream = unsafe fdopendir(copy) else {
      let error = SystemCallError("opendir")
      close(copy)
      throw error
    }
    defer { unsafe closedir(stream) }
    unsafe rewinddir(stream)
    var entries: [Entry] = []
    errno = 0
    while let entry = unsafe readdir(stream) {
      let name = unsafe Self.name(of: entry)
      if name != [0x2E], name != [0x2E, 0x2E] {
        entries.append(Entry(name: name, kind: unsafe kind(entry.pointee.d_type, name)))
      }
      errno = 0
    }
    guard errno == 0 else { throw SystemCallError("readdir") }
    return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    let start = unsafe UnsafeRawPointer(entry) + offset
    let count = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  private func kind(_ type: UInt8, _ name: [UInt8]) -> FileStatus.Kind {
    switch Int(type) {
    case Int(DT_REG): .regular
    case Int(DT_DIR): .directory
    case Int(DT_UNKNOWN): kindByOpening(name)
    default: .other
    }
  }

  /// For file systems that do not say with the name what kind of file it is.
  private func kindByOpening(_ name: [UInt8]) -> FileStatus.Kind {
    do throws(SystemCallError) {
      let entry = try file(name)
      return FileStatus.of(entry.number)?.kind ?? .other
    } catch {
      return .other
    }
  }
}
