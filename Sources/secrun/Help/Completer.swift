// SPDX-License-Identifier: Apache-2.0

import Running

/// The words that may stand where the user presses the tab key.
///
/// Names of scopes and secrets are read as they stand, in clear, in `secrun.toml` and the store: nothing is opened.
struct Completer {
  private let root: CommandTree
  private let before: [String]
  private let word: String

  /// Takes the words of the command line up to the one to complete, which may be empty.
  ///
  /// Returns what the completion scripts read: a kind, then the candidates with what they mean, a line each.
  static func complete(_ words: [String]) -> String {
    guard let root = CommandTree.root else { return "" }
    // bash takes --scope=dev for three words.
    let words = words.filter { $0 != "=" }
    return Completer(root: root, before: words.dropLast(), word: words.last ?? "").answer
  }

  private init(root: CommandTree, before: ArraySlice<String>, word: String) {
    self.root = root
    self.before = Array(before)
    self.word = word
  }

  private var answer: String {
    if let dashes = before.firstIndex(of: "--") { return "command\n\(dashes + 1)\n" }
    let (command, rest, isRoot) = command
    if let option = rest.last.flatMap({ option($0, of: command) }), option.takesValue {
      return value(option, of: command, prefix: "")
    }
    if word.hasPrefix("-"), let equals = word.firstIndex(of: "=") {
      guard let option = option(String(word[..<equals]), of: command) else { return "" }
      return value(option, of: command, prefix: String(word[...equals]))
    }
    if word.hasPrefix("-") { return lines(options(of: command)) }
    if isRoot { return lines(commands + [("--", "the command to run follows")]) }
    return positional(rest, of: command)
  }

  /// The command that the words have come to, and what follows its name.
  private var command: (CommandTree, [String], isRoot: Bool) {
    let run = root.command(RunCommand.name) ?? root
    guard let first = before.first, let command = root.command(first) else {
      return (run, before, before.first.map { $0.hasPrefix("-") } ?? true)
    }
    if before.count > 1, let inner = command.command(before[1]) {
      return (inner, Array(before.dropFirst(2)), false)
    }
    return (command, Array(before.dropFirst()), false)
  }

  private var commands: [(String, String)] {
    root.commands.map { ($0.commandName, $0.abstract ?? "") } + [
      ("help", "Explain a command or topic.")
    ]
  }

  private func option(_ spelling: String, of command: CommandTree) -> CommandTree.Word? {
    command.words.first { $0.spellings.contains(spelling) }
  }

  private func options(of command: CommandTree) -> [(String, String)] {
    command.words.filter { !$0.isPositional }.flatMap { option in
      option.spellings.filter { $0.hasPrefix("--") }.map { ($0, option.abstract ?? "") }
    }
  }

  private func value(
    _ option: CommandTree.Word, of command: CommandTree, prefix: String
  ) -> String {
    let name = option.spellings.first ?? ""
    let choices = (option.valueName ?? "").split(separator: "|")
    switch name {
    case "--scope": return lines(KnownNames.scopes(places).map { (prefix + $0, "scope") })
    case "--only", "--except":
      return lines(KnownNames.secrets(places).map { (prefix + $0, "secret") })
    default:
      // A kind of value such as path|fd:n is no list of words.
      guard choices.count > 1, !choices.contains(where: { $0 == "path" || $0 == "date" }) else {
        return "files\n"
      }
      return lines(choices.map { (prefix + $0, "") })
    }
  }

  private func positional(_ rest: [String], of command: CommandTree) -> String {
    if !command.commands.isEmpty {
      return lines(command.commands.map { ($0.commandName, $0.abstract ?? "") })
    }
    switch command.commandName {
    case "get", "set", "remove", "rename":
      let isMore = command.commandName == "remove" || !rest.contains { !$0.hasPrefix("-") }
      return isMore ? lines(KnownNames.secrets(places).map { ($0, "secret") }) : ""
    case "help":
      return lines(
        commands + HelpTopic.all.map { ($0.name, $0.title) } + [("topics", "List all topics.")])
    default: return command.words.contains(where: \.isPositional) ? "files\n" : ""
    }
  }

  /// Where the words so far say that things are.
  private var places: PlaceOptions {
    func value(_ name: String) -> String? {
      if let index = before.lastIndex(of: name), index + 1 < before.count {
        return before[index + 1]
      }
      return before.last { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
    }
    return PlaceOptions(store: value("--store"), config: value("--config"))
  }

  private func lines(_ candidates: [(String, String)]) -> String {
    let fitting = candidates.filter { $0.0.hasPrefix(word) }
    return "words\n" + fitting.map { "\($0.0)\t\($0.1)\n" }.joined()
  }
}
