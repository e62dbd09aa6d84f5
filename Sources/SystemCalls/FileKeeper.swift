// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc

/// A process that holds the files of a run for the command, and removes them when secrun ends, even when killed.
///
/// Start it on the main thread before any secret is read: it begins with a copy of secrun's memory. `files.c` says
/// why it is a process of its own.
package final class FileKeeper {
  /// Its process id.
  package let id: Int32
  private let folder: PrivateFolder?
  private var isEnded = false

  /// Starts it with memory files and, or, a folder to hold, and waits until it does.
  package init(
    holding files: [SealedFile], _ folder: PrivateFolder? = nil
  ) throws(SystemCallError) {
    let ready = try Pipe(size: 4096)
    let number = cposix_own_pidfd()
    let secrun = number < 0 ? nil : Descriptor(owning: number)
    let own = [ready.writerNumber] + (number < 0 ? [] : [number])
    let ofFolder = folder.map { [$0.descriptor.number, $0.parent.number] } ?? []
    let kept = (files.map(\.number) + own + ofFolder).sorted()
    id = Self.start(kept, number, ready.writerNumber, folder)
    self.folder = folder
    guard id > 0 else { throw SystemCallError("clone") }
    _ = secrun
    guard Self.isReady(ready.takeReader()) else {
      cposix_end_keeper(id)
      throw SystemCallError("clone", code: ECHILD)
    }
  }

  /// Where others of the same user open a file that the keeper holds; nil when that cannot be done here.
  ///
  /// `/proc` may be missing, be that of other processes, or be closed by a security module.
  package func path(of file: SealedFile) -> String? {
    let path = "/proc/\(id)/fd/\(file.number)"
    guard let seen = FileStatus.of(path), let own = FileStatus.of(file.number) else { return nil }
    return seen.isSameFile(as: own) ? path : nil
  }

  /// Removes the files at once.
  package func end() {
    guard !isEnded else { return }
    isEnded = true
    folder?.remove()
    cposix_end_keeper(id)
  }

  deinit { end() }

  private static func start(
    _ kept: [Int32], _ secrun: Int32, _ ready: Int32, _ folder: PrivateFolder?
  ) -> Int32 {
    guard let folder else {
      return unsafe cposix_start_keeper(
        kept, Int32(kept.count), secrun, ready, -1, -1, nil, nil)
    }
    // The keeper has a copy of these strings.
    var names = unsafe folder.names.map { unsafe UnsafePointer(strdup($0)) }
    defer { unsafe names.forEach { unsafe free(UnsafeMutablePointer(mutating: $0)) } }
    unsafe names.append(nil)
    return unsafe cposix_start_keeper(
      kept, Int32(kept.count), secrun, ready, folder.descriptor.number, folder.parent.number,
      folder.name, names)
  }

  /// Whether the byte came before the end, which a keeper that cannot start is the cause of.
  private static func isReady(_ reader: consuming Descriptor) -> Bool {
    var byte: UInt8 = 0
    while true {
      let count = unsafe read(reader.number, &byte, 1)
      if count >= 0 || errno != EINTR { return count == 1 }
    }
  }
}
