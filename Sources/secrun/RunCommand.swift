// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Running

/// `secrun [run] -- COMMAND`.
struct RunCommand: ParsableCommand {
  static let name = "run"
  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Run a command with the secrets of a scope (the default command).",
    usage: "secrun [run] [OPTIONS] -- COMMAND [ARG…]")

  @OptionGroup var scopeFlags: ScopeFlags

  @Option(
    help: ArgumentHelp(
      "Give the command this secret on its standard input, and in no variable.", valueName: "name"))
  var stdin: String?

  @Option(
    help: ArgumentHelp(
      "Variables from this file, in which NAME=secrun://SECRET stands for a secret of the scope; may be repeated.",
      valueName: "path"))
  var envFile: [String] = []

  @Flag(help: "Start from an empty environment and the scope's keep list.")
  var cleanEnv = false

  @Flag(help: "Relay nothing: the command gets the real descriptors.")
  var noRedact = false

  @Flag(help: "Become the command instead of supervising it; nothing is redacted.")
  var exec = false

  @Flag(help: "Adopt and reap what the command leaves behind, as a container's first process does.")
  var subreaper = false

  @Option(
    help: ArgumentHelp(
      "Whether the command's output is a terminal.", valueName: "auto|always|never"))
  var tty: String?

  @Option(
    help: ArgumentHelp(
      "How long to wait for output after the command's end (default 2).", valueName: "seconds"))
  var drain: String?

  @Option(
    help: ArgumentHelp(
      "Kill the command that long after a SIGTERM it was sent (default never).",
      valueName: "duration"))
  var killAfter: String?

  @Option(
    help: ArgumentHelp(
      "End the command after that long: SIGTERM, and SIGKILL 10 seconds or --kill-after later.",
      valueName: "duration"))
  var ttl: String?

  @Option(
    help: ArgumentHelp(
      "What a hit does besides being masked (else the scope's on-leak).",
      valueName: "mask|warn|fail|kill"))
  var onLeak: String?

  @Option(help: ArgumentHelp("Write a JSON report at the end.", valueName: "path|fd:n"))
  var report: String?

  @Option(help: ArgumentHelp("Why, for the audit log.", valueName: "text"))
  var reason: String?

  @Flag(help: "Show what would be injected and why; run nothing.")
  var dryRun = false

  @Flag(help: "With --dry-run: as JSON.")
  var json = false

  @OptionGroup var places: PlaceFlags

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("The command and its arguments.", valueName: "command"))
  var command: [String] = []

  func validate() throws {
    if json, !dryRun { throw ValidationError("--json needs --dry-run") }
    if exec || noRedact, onLeak != nil {
      throw ValidationError("--on-leak needs redaction, which --no-redact and --exec turn off")
    }
    if exec, ttl != nil {
      throw ValidationError("--exec leaves nobody to end the command after --ttl")
    }
    if exec, subreaper { throw ValidationError("--exec leaves nobody to be a --subreaper") }
    if exec, report != nil { throw ValidationError("--exec leaves nobody to write a --report") }
  }

  func run() throws {
    if dryRun {
      try Messages.show(try DryRun.run(options, wordCount: command.count, isJSON: json))
      return
    }
    try RunFlow.runAndEnd(options, wordCount: command.count, warn: Messages.warn)
  }

  private var options: RunOptions {
    var options = RunOptions()
    options.places = places.options
    options.scope = scopeFlags.scope
    options.only = scopeFlags.only
    options.except = scopeFlags.except
    options.standardInput = stdin
    options.environmentFiles = envFile
    options.isEnvironmentClean = cleanEnv
    options.isRedactionOff = noRedact
    options.isReplaced = exec
    options.isSubreaper = subreaper
    options.terminal = tty
    options.drain = drain
    options.killAfter = killAfter
    options.timeToLive = ttl
    options.onLeak = onLeak
    options.report = report
    options.reason = reason
    return options
  }
}
