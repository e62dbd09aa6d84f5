// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FoundationEssentials

/// The commands and options as the parser knows them: the one source of `--help`, manual pages and completions.
struct CommandTree: Decodable {
  /// An option, flag or argument.
  struct Word: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String

      /// As it is typed.
      var text: String { kind == "long" ? "--\(name)" : "-\(name)" }
    }

    let kind: String
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let abstract: String?

    /// Whether it stands by its place and has no name.
    var isPositional: Bool { kind == "positional" }
    /// Whether a value follows it.
    var takesValue: Bool { kind == "option" }
    /// The names as they are typed.
    var spellings: [String] { (names ?? []).map(\.text) }
  }

  private struct Tool: Decodable { let command: CommandTree }

  let commandName: String
  let abstract: String?
  let discussion: String?
  let shouldDisplay: Bool
  let subcommands: [CommandTree]?
  let arguments: [Word]?

  /// The whole of it.
  static let root: CommandTree? = {
    let data = Data(Secrun._dumpHelp().utf8)
    return try? JSONDecoder().decode(Tool.self, from: data).command
  }()

  /// The commands below this one that are shown.
  var commands: [CommandTree] {
    (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  /// The words of this command that are shown, but those that every command has.
  var words: [Word] {
    (arguments ?? []).filter { $0.shouldDisplay }
  }

  /// The command of that name below this one.
  func command(_ name: String) -> CommandTree? {
    (subcommands ?? []).first { $0.commandName == name }
  }
}
