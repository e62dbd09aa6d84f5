// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import SystemCalls

/// Where the value of a secret comes from: the terminal without echo, or standard input; never from arguments.
enum ValueInput {
  /// Asks on the terminal when standard input is one; nil when it is not.
  ///
  /// Runs on the main thread, which is the one that signals would otherwise interrupt.
  static func ask(for name: String) throws(RunFailure) -> SharedSecret? {
    guard Terminal.isTerminal(0) else { return nil }
    do throws(SystemCallError) {
      let value = try Terminal.readHidden(
        prompt: "value of \(name) (not shown): ", limit: StoreLimits.value)
      CurrentProcess.clearRegisters()
      return SharedSecret(value)
    } catch {
      if error.isInterrupted { throw RunFailure("interrupted; nothing was set") }
      if error.isTooLong {
        throw RunFailure(.valueTooLong(name: name, limit: StoreLimits.value), store: "")
      }
      throw RunFailure(error)
    }
  }

  /// Reads standard input to its end, inside a secret phase, without the one newline that ends a line of text.
  static func read(name: String, keepsNewline: Bool) throws(RunFailure) -> SharedSecret {
    guard var value = try read(limit: StoreLimits.value + 1) else {
      throw RunFailure(.valueTooLong(name: name, limit: StoreLimits.value), store: "")
    }
    if !keepsNewline, value.count > 0, value[value.count - 1] == UInt8(ascii: "\n") {
      value.truncate(to: value.count - 1)
    }
    return SharedSecret(value)
  }

  /// Reads standard input to its end; nil when it is longer than `limit` bytes.
  static func read(limit: Int) throws(RunFailure) -> SecretBytes? {
    do throws(SystemCallError) {
      return try FileReading.secret(from: Descriptor(borrowing: 0), limit: limit)
    } catch {
      throw RunFailure(error)
    }
  }
}
