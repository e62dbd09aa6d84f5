// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretStore

/// How the user wants `.env` files read or written.
package struct DotenvWishes: Sendable {
  /// `--dialect`; nil is secrun's own rules.
  package var dialect: String?
  /// `--expand` or `--no-expand`; nil leaves it to the dialect.
  package var expands: Bool?
  /// `--bare`; nil leaves it to the dialect.
  package var bareName: String?

  /// What they may say about the dialect, for help.
  package static let dialects = Dialect.allCases.map(\.rawValue)

  /// The defaults.
  package init() {}

  func options() throws(RunFailure) -> DotenvFile.Options {
    var options = DotenvFile.Options()
    if let dialect { options.dialect = try Self.choice(dialect, "--dialect") }
    if let bareName { options.bareName = try Self.choice(bareName, "--bare") }
    if let expands { options.expansion = expands ? .always : .never }
    return options
  }

  static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ word: String, _ option: String
  ) throws(RunFailure) -> Choice {
    if let choice = Choice(rawValue: word) { return choice }
    let choices = Choice.allCases.map(\.rawValue)
    let nearest = NearestName.to(word, in: choices).map { ["did you mean \($0)?"] } ?? []
    throw RunFailure(
      "\(option) cannot be \(PrintableText.quoted(word)); it is one of \(choices.joined(separator: ", "))",
      hints: nearest)
  }
}
