// SPDX-License-Identifier: Apache-2.0

/// Something that `secrun help` explains besides the commands.
///
/// The text is plain: paragraphs between empty lines, headings in capitals, and examples and lists indented. The
/// manual pages are made of the same texts.
struct HelpTopic {
  let name: String
  /// What it is about, in a few words.
  let title: String
  let text: String

  init(_ name: String, _ title: String, _ text: String) {
    self.name = name
    self.title = title
    self.text = text + "\n"
  }

  /// All of them, in the order of the list.
  static let all: [HelpTopic] = [
    scopeFile, store, encodings, scan, json, environment, status, completions,
  ]

  /// What `secrun help topics` shows.
  static var list: String {
    let width = (all.map(\.name.count).max() ?? 0) + 2
    return all.map { topic in
      topic.name + String(repeating: " ", count: width - topic.name.count) + topic.title + "\n"
    }.joined() + "\nsecrun help TOPIC shows one; secrun help --man PAGE writes a manual page.\n"
  }
}
