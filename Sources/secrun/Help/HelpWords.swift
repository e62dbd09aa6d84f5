// SPDX-License-Identifier: Apache-2.0

import Running

/// The words that ask secrun about itself and that the parser has no part in.
enum HelpWords {
  /// The text to show for such words; nil when they are other ones.
  static func text(for words: [String]) throws -> String? {
    switch words.first {
    case "---complete": return Completer.complete(Array(words.dropFirst()))
    case "--generate-completion-script": return try script(words.dropFirst().first ?? "")
    case "help": return try help(Array(words.dropFirst()))
    case let first?:
      let option = "--generate-completion-script="
      return first.hasPrefix(option) ? try script(String(first.dropFirst(option.count))) : nil
    case nil: return nil
    }
  }

  private static func script(_ shell: String) throws -> String {
    if let script = CompletionScript.text(for: shell) { return script }
    throw RunFailure(
      "there is no completion script for \(shell.isEmpty ? "no shell" : shell)",
      hints: ["it is one of \(CompletionScript.shells.joined(separator: ", "))"])
  }

  private static func help(_ words: [String]) throws -> String? {
    guard let first = words.first else { return nil }
    if first == "topics" { return HelpTopic.list }
    if first == "--man" {
      let page = words.dropFirst().first ?? "secrun"
      if let text = ManualPage.text(for: page) { return text }
      throw RunFailure(
        "there is no manual page \(page)",
        hints: ["it is one of \(ManualPage.names.joined(separator: ", "))"])
    }
    return HelpTopic.all.first { $0.name == first }?.text
  }
}
