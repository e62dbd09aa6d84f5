// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The manual pages in the macros of man(7), made of what `--help` and the topics of `secrun help` are made of.
enum ManualPage {
  static let names = ["secrun", "secrun.toml", "secrun-store"]

  /// The source of a page; nil when there is none of that name.
  static func text(for name: String) -> String? {
    switch name {
    case "secrun", "secrun.1": CommandTree.root.map(commands)
    case "secrun.toml", "secrun.toml.5":
      page("secrun.toml", HelpTopic.scopeFile, also: ["secrun (1)", "secrun\\-store (5)"])
    case "secrun-store", "secrun-store.5":
      page("secrun-store", HelpTopic.store, also: ["secrun (1)", "secrun.toml (5)"])
    default: nil
    }
  }

  private static func head(_ name: String, _ section: Int, _ title: String) -> String {
    let version = Secrun.configuration.version
    return """
      .\\" SPDX-License-Identifier: Apache-2.0
      .TH \(escaped(name.uppercased())) \(section) "" "secrun \(version)"
      .SH NAME
      \(escaped(name)) \\- \(escaped(title))

      """
  }

  private static func page(_ name: String, _ topic: HelpTopic, also: [String]) -> String {
    head(name, 5, topic.title) + ".SH DESCRIPTION\n" + body(topic.text) + seeAlso(also)
  }

  private static func commands(_ root: CommandTree) -> String {
    var text = head("secrun", 1, "run a command with the secrets it may have")
    text += ".SH SYNOPSIS\n"
    text += synopsis("[\\fIOPTIONS\\fR] \\fB\\-\\-\\fR \\fICOMMAND\\fR [\\fIARG\\fR ...]")
    text += ".br\n" + synopsis("\\fISUBCOMMAND\\fR [\\fIOPTIONS\\fR]")
    text +=
      ".SH DESCRIPTION\n" + body((root.abstract ?? "") + "\n\n" + (root.discussion ?? "") + "\n")
    if let run = root.command(RunCommand.name) {
      text += ".SH OPTIONS OF A RUN\n" + run.words.filter { !$0.isPositional }.map(option).joined()
    }
    text += ".SH COMMANDS\n"
    for command in root.commands where command.commandName != RunCommand.name {
      text += self.command(command, "")
    }
    let topics = [HelpTopic.encodings, .environment, .status, .json, .completions]
    for topic in topics { text += ".SH \(escaped(topic.name.uppercased()))\n" + body(topic.text) }
    return text + seeAlso(["secrun.toml (5)", "secrun\\-store (5)"])
  }

  private static func synopsis(_ words: String) -> String { "\\fBsecrun\\fR \(words)\n" }

  private static func command(_ command: CommandTree, _ before: String) -> String {
    let name = before + command.commandName
    var text = ""
    if command.commands.isEmpty {
      let arguments = command.words.filter(\.isPositional).map { word in
        let name =
          "\\fI\(escaped((word.valueName ?? "").uppercased()))\\fR"
          + (word.isRepeating ? " ..." : "")
        return word.isOptional ? "[\(name)]" : name
      }
      text += ".SS secrun \(([escaped(name)] + arguments).joined(separator: " "))\n"
      text += body((command.abstract ?? "") + "\n")
      if let discussion = command.discussion, !discussion.isEmpty {
        text += ".PP\n" + body(discussion + "\n")
      }
      text += command.words.filter { !$0.isPositional && !isCommon($0) }.map(option).joined()
    }
    for inner in command.commands { text += self.command(inner, name + " ") }
    return text
  }

  /// Options that every command has are told once, with those of a run.
  private static func isCommon(_ word: CommandTree.Word) -> Bool {
    ["--store", "--config", "--identity", "--identity-fd", "--help", "--version"]
      .contains { word.spellings.contains($0) }
  }

  private static func option(_ word: CommandTree.Word) -> String {
    let name = word.valueName ?? ""
    // A list of choices is typed as it stands.
    let shown = name.contains("|") ? name : name.uppercased()
    let value = word.takesValue ? " \\fI\(escaped(shown))\\fR" : ""
    let names = word.spellings.map { "\\fB\(escaped($0))\\fR" }.joined(separator: ", ")
    return ".TP\n\(names)\(value)\n\(line(word.abstract ?? ""))"
  }

  private static func seeAlso(_ pages: [String]) -> String {
    ".SH SEE ALSO\n" + pages.map { ".BR \($0)" }.joined(separator: " ,\n") + "\n"
  }

  /// A text in the form of a topic: headings in capitals, indented lines as they are, all else filled.
  private static func body(_ text: String) -> String {
    var result = ""
    var isIndented = false
    for source in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let indented = source.hasPrefix("  ")
      if indented != isIndented, !source.isEmpty {
        result += indented ? ".PP\n.nf\n" : ".fi\n"
        isIndented = indented
      }
      if source.isEmpty {
        result += isIndented ? "\n" : ".PP\n"
      } else if !indented, source.allSatisfy({ $0.isUppercase || $0 == " " }) {
        result += ".SS \(escaped(source.prefix(1) + source.dropFirst().lowercased()))\n"
      } else {
        result += line(String(source))
      }
    }
    if isIndented { result += ".fi\n" }
    return result
  }

  private static func line(_ text: String) -> String {
    let escaped = escaped(text)
    return (escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" : "") + escaped + "\n"
  }

  private static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "…": result += "..."
      default: result.append(character)
      }
    }
    return result
  }
}
