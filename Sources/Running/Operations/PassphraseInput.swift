// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// Asking for passphrases on the terminal, whatever the standard streams are; never from arguments or variables.
///
/// Runs on the main thread, which is the one that signals would otherwise interrupt.
enum PassphraseInput {
  private static let limit = 4096

  /// Asks for the passphrase of what messages call `title`.
  static func ask(for title: String) throws(RunFailure) -> SharedSecret {
    try ask("passphrase for \(PrintableText.escaped(title, limit: 4096)) (not shown): ", title)
  }

  /// Asks for a new passphrase twice, until now unknown to anybody.
  static func askNew(for title: String) throws(RunFailure) -> SharedSecret {
    let name = PrintableText.escaped(title, limit: 4096)
    let first = try ask("new passphrase for \(name) (not shown): ", title)
    guard first.bytes.count > 0 else {
      throw RunFailure(
        "an empty passphrase protects nothing; nothing was changed",
        hints: ["type one, or remove it with: secrun identity passphrase --remove"])
    }
    let second = try ask("the same once more: ", title)
    guard first.bytes.isEqual(to: second.bytes) else {
      throw RunFailure("the two passphrases differ; nothing was changed")
    }
    return first
  }

  private static func ask(_ prompt: String, _ title: String) throws(RunFailure) -> SharedSecret {
    do throws(SystemCallError) {
      let passphrase = try Terminal.readHidden(prompt: prompt, limit: limit)
      CurrentProcess.clearRegisters()
      return SharedSecret(passphrase)
    } catch {
      if error.isInterrupted { throw RunFailure("interrupted; nothing was done") }
      if error.isTooLong { throw RunFailure("the passphrase is longer than \(limit) bytes") }
      guard error.isWithoutTerminal else { throw RunFailure(error) }
      throw RunFailure(
        "\(PrintableText.escaped(title, limit: 4096)) is locked with a passphrase, and there is no terminal to ask on",
        hints: ["unlock it beforehand, on a terminal of this session: secrun unlock --for 8h"])
    }
  }
}
