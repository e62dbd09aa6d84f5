// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// A program that works for secrun, such as git: secrun reads its output and may feed its input.
///
/// It gets the environment it is given and nothing else of secrun's: no descriptor but three, and no secret. It is
/// killed when secrun has no more use for it.
package final class HelperProgram {
  /// What it writes to its standard output.
  package let output: Descriptor
  private var input: Descriptor?
  private let words: Descriptor
  private var child: pid_t?

  /// Starts the program at `path`; the words of its command line are no secrets.
  ///
  /// Without `hasInput` it finds its standard input empty.
  package init(
    _ path: String, _ arguments: [String], _ environment: borrowing CStringTable,
    hasInput: Bool = false
  ) throws(SystemCallError) {
    let words = Descriptor(owning: cposix_memory_file())
    guard words.number >= 0 else { throw SystemCallError("memfd_create") }
    let output = try Pipe(size: 1024 * 1024)
    var input: Pipe?
    if hasInput { input = try Pipe(size: 64 * 1024) }
    let nothing = try FileReading.open("/dev/null")
    let inputNumber = input?.reader.number ?? nothing.number
    child = try Self.spawn(
      [path] + arguments, environment, inputNumber, output.writerNumber, words.number)
    self.words = words
    self.output = output.takeReader()
    if let input {
      self.input = input.takeWriter()
      // Should the program be gone, the write says so.
      SignalState.block(SIGPIPE)
    }
  }

  deinit {
    guard let child else { return }
    kill(child, SIGKILL)
    _ = cposix_wait(child)
  }

  private static func spawn(
    _ words: [String], _ environment: borrowing CStringTable, _ input: Int32, _ output: Int32,
    _ error: Int32
  ) throws(SystemCallError) -> pid_t {
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var child: pid_t = 0
    let failure = unsafe environment.withPointers { variables in
      unsafe cposix_spawn_helper(
        words[0], &arguments, variables, input, output, error, &child)
    }
    guard failure == 0 else { throw SystemCallError("posix_spawn", words[0], code: failure) }
    return child
  }

  /// Writes to its standard input.
  package func write(_ bytes: [UInt8]) throws(SystemCallError) {
    if let number = input?.number { try Descriptor(borrowing: number).writeAll(bytes) }
  }

  /// Waits for its end; returns its exit status, 128 and more for a signal, and what it wrote to standard error, of
  /// which at most 4096 bytes.
  package func end() -> (status: Int32, words: String) {
    input = nil
    guard let child else { return (-1, "") }
    self.child = nil
    let status = cposix_wait(child)
    var bytes = [UInt8](repeating: 0, count: 4096)
    let number = words.number
    let count = unsafe bytes.withUnsafeMutableBytes { bytes in
      unsafe pread(number, bytes.baseAddress, bytes.count, 0)
    }
    return (status, String(decoding: bytes.prefix(max(0, count)), as: UTF8.self))
  }
}
