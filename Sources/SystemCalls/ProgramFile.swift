// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc

/// A file at a path as it was seen at one time.
package struct SeenFile: Sendable, Equatable {
  /// Where it is.
  package let path: String
  /// What it was.
  package let status: FileStatus

  /// Remembers a file.
  package init(path: String, status: FileStatus) {
    self.path = path
    self.status = status
  }

  /// Whether the same file is still there, with the same content.
  ///
  /// Whoever puts another file there and the first one back changes its time of change by that.
  package var isUnchanged: Bool { FileStatus.of(path) == status }
}

/// A program that was opened to be looked at, so that the very file that was looked at can be executed.
package final class ProgramFile {
  /// Where it was found.
  package let path: String
  /// What it was when it was opened.
  package let status: FileStatus
  private let descriptor: Descriptor
  /// The first bytes; none when the file may be executed but not read.
  private let head: [UInt8]
  /// As much as the kernel looks at (`BINPRM_BUF_SIZE`).
  private static let headCount = 256

  /// Opens the program at `path`; the C functions are `open` and `pread`.
  package init(_ path: String) throws(SystemCallError) {
    self.path = path
    var number = unsafe cposix_open(path, O_RDONLY | O_NOCTTY | cposix_o_cloexec(), 0)
    if number < 0, errno == EACCES {
      number = unsafe cposix_open(path, cposix_o_path() | cposix_o_cloexec(), 0)
    }
    guard number >= 0 else { throw SystemCallError("open", path) }
    descriptor = Descriptor(owning: number)
    guard let status = FileStatus.of(number) else { throw SystemCallError("fstat", path) }
    self.status = status
    var head = [UInt8](repeating: 0, count: Self.headCount)
    let count = unsafe pread(number, &head, head.count, 0)
    self.head = Array(head.prefix(max(0, count)))
  }

  /// The number of its descriptor, close-on-exec.
  package var number: Int32 { descriptor.number }

  /// Whether the kernel runs the file itself, and not an interpreter that opens it once more.
  package var isNative: Bool { head.isEmpty || head.starts(with: [0x7f] + "ELF".utf8) }

  /// The words of the first line behind `#!`, the interpreter in front; empty when there is no such line.
  package var interpreter: [String] {
    guard head.starts(with: "#!".utf8) else { return [] }
    let line = head.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") }
    let words = line.split(maxSplits: 1, omittingEmptySubsequences: true) {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
    }
    return words.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether the content of the opened file is still the same.
  package var isSameContent: Bool {
    guard let now = FileStatus.of(number) else { return false }
    return now.modified == status.modified && now.size == status.size
  }

  /// Whether the path still leads to the file that was opened, with the same content.
  package var isUnchanged: Bool {
    FileStatus.of(path) == status && FileStatus.of(number) == status
  }
}
