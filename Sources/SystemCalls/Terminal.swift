// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// The user's terminal, for questions that only a person may answer.
package enum Terminal {
  /// Whether a descriptor is a terminal; the C function is `isatty`.
  package static func isTerminal(_ number: Int32) -> Bool { isatty(number) == 1 }

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
