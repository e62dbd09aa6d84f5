// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// The user's terminal, for questions that only a person may answer.
package enum Terminal {
  /// Whether a descriptor is a terminal; the C function is `isatty`.
  package static func isTerminal(_ number: Int32) -> Bool { isatty(number) == 1 }

  /// A number that tells terminals apart, `/dev/tty` seen through; nil when it is no terminal.
  package static func device(of number: Int32) -> UInt32? {
    var device: UInt32 = 0
    return unsafe cposix_terminal_device(number, &device) == 0 ? device : nil
  }

  /// Whether a terminal belongs to secrun's own process group now, as opposed to a shell or another job.
  package static func isForeground(_ number: Int32) -> Bool { tcgetpgrp(number) == getpgrp() }

  /// The process group that a terminal belongs to now; asked of the controlling side, that of the other side.
  package static func foregroundGroup(of number: Int32) -> Int32? {
    let group = tcgetpgrp(number)
    return group > 0 ? group : nil
  }

  /// Whether programs read a terminal key by key and not line by line.
  package static func isReadByKey(_ number: Int32) -> Bool {
    var modes = termios()
    return unsafe tcgetattr(number, &modes) == 0 && modes.c_lflag & tcflag_t(ICANON) == 0
  }

  /// Gives one terminal the size of another, which tells the programs on it; returns whether it changed.
  package static func copySize(from source: Int32, to target: Int32) -> Bool {
    cposix_copy_size(source, target) == 1
  }

  /// Shows `prompt` on the terminal and reads one line into the arena without showing it.
  ///
  /// The terminal's modes come back on return and also when a signal ends the wait. Fails with `EINTR` on
  /// Ctrl-C, and when the line is longer than `limit` with `E2BIG`.
  package static func readHidden(
    prompt: String, limit: Int
  ) throws(SystemCallError) -> SecretBytes {
    let terminal = try open()
    let input = try HiddenInput(terminal.number)
    defer { input.restore() }
    try input.hide()
    try terminal.writeAll(Array(prompt.utf8))
    // The end of the line was not echoed either, whether it was typed or the input was broken off.
    defer { try? terminal.writeAll(Array("\r\n".utf8)) }
    return try input.readLine(from: terminal, limit: limit)
  }

  /// Asks a question and returns the answer as typed, without the line's end.
  package static func ask(_ question: String) throws(SystemCallError) -> String {
    let terminal = try open()
    try terminal.writeAll(Array(question.utf8))
    var answer: [UInt8] = []
    while answer.last != UInt8(ascii: "\n") {
      var byte: UInt8 = 0
      let count = unsafe read(terminal.number, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { break }
      answer.append(byte)
    }
    return String(decoding: answer.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  private static func open() throws(SystemCallError) -> Descriptor {
    let number = unsafe cposix_open("/dev/tty", O_RDWR | O_NOCTTY | cposix_o_cloexec(), 0)
    guard number >= 0 else { throw SystemCallError("open", "/dev/tty") }
    return Descriptor(owning: number)
  }
}
