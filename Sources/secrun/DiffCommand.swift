// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun diff [REV]`.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show which names changed since a revision of git, never values.",
    discussion: """
      Needs no identity. To have git itself show names, for stores with the attribute that secrun init writes:
      git config diff.secrun.textconv 'secrun diff --textconv'
      """)

  @Argument(help: ArgumentHelp("A revision of git.", valueName: "rev"))
  var revision: String?

  @Option(help: ArgumentHelp("Show a store as lines that git can compare.", valueName: "path"))
  var textconv: String?

  @Flag(help: "As JSON.")
  var json = false

  @OptionGroup var places: PlaceFlags

  func validate() throws {
    if json, textconv != nil { throw ValidationError("--textconv has a form of its own") }
  }

  func run() throws {
    if let textconv {
      guard revision == nil else { throw ValidationError("--textconv takes no revision") }
      try Messages.show(try DiffStore.outline(of: textconv))
    } else {
      try Messages.show(try DiffStore.run(since: revision ?? "HEAD", places.options, isJSON: json))
    }
  }
}
