// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun import [FILE…]`.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Seal all values of .env or JSON files.",
    discussion: """
      Reads the files by secrun's own rules, in which dollars are literal and what other tools would \
      mangle is an error with its line and column; --dialect reads them as another tool would, its \
      expansion of variables included. Nothing is ever executed. Lines that tools read in different \
      ways are warned about.
      """)

  @Argument(
    help: ArgumentHelp(
      "The files (default .env); - is standard input. Of a name that several give, the last one counts.",
      valueName: "file"))
  var files: [String] = [".env"]

  @Option(
    help: ArgumentHelp("How to read them (else by a file's ending).", valueName: "dotenv|json"))
  var format: ImportFormat?

  @OptionGroup var dotenv: DotenvFlags

  @Flag(help: "Give names that are there already their new values.")
  var replace = false

  @Flag(
    help:
      "Put what looks like a plain setting (PORT=3000) into env of the scope in secrun.toml instead."
  )
  var split = false

  @Flag(help: "Then rewrite the files, with NAME=secrun://NAME in the place of each value.")
  var references = false

  @Flag(help: "Then overwrite and remove the files, and add them to .gitignore.")
  var remove = false

  @Option(
    help: ArgumentHelp(
      "Whose env --split adds to (else SECRUN_SCOPE, else default-scope).", valueName: "name"))
  var scope: String?

  @Flag(help: "With --split: approve the changed secrun.toml without a question.")
  var yes = false

  @Flag(help: "Show what would be sealed and what tools disagree about; seal nothing.")
  var dryRun = false

  @Flag(help: "With --dry-run: as JSON, the warnings too.")
  var json = false

  @OptionGroup var danger: DangerFlag
  @OptionGroup var places: PlaceFlags

  func validate() throws {
    if json, !dryRun { throw ValidationError("--json needs --dry-run") }
  }

  func run() throws {
    var options = ImportSecrets.Options()
    options.files = files
    options.format = format
    options.dotenv = dotenv.wishes
    options.isReplacing = replace
    options.splits = split
    options.makesReferences = references
    options.removes = remove
    options.scope = scope
    options.isDangerAllowed = danger.isAllowed
    options.places = places.options
    var secrets = try ImportSecrets(options)
    if json { return try Messages.show(secrets.previewJSON) }
    for warning in secrets.warnings { Messages.warn(warning) }
    if dryRun {
      try Messages.show(secrets.preview)
      return
    }
    try secrets.refuseDangerous()
    try secrets.settleExisting()
    try Messages.show(secrets.preview)
    try secrets.seal()
    if try secrets.splitSettings() { try approve() }
    for warning in try secrets.changeFiles() { Messages.warn(warning) }
  }

  /// The settings are in secrun.toml; nothing runs until somebody has approved that.
  private func approve() throws {
    var allow = try AllowScopes(places.options)
    guard let changes = allow.changes else { return }
    try Messages.show(Array(changes.map { $0 + "\n" }.joined().utf8))
    if try yes || allow.canAsk && allow.ask() {
      try allow.approve()
    } else {
      Messages.hint("secrun.toml was changed; approve it with: secrun allow")
    }
  }
}

extension ImportFormat: ExpressibleByArgument {}
