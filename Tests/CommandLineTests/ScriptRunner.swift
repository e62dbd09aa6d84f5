// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestKit

/// Runs one script in a workspace of its own.
///
/// The files of the script are written into the working folder, which is also the home; then its lines run
/// one by one. After every line, all output of that line, every file of the working folder and the command
/// lines of all processes are searched for the script's canaries, in every form of `CanaryForms`.
///
/// Commands; each must exit 0 unless a prefix says otherwise, and standard input is empty:
///
///     secrun ARG…                 the program under test
///     exec CMD ARG…               any other program
///     exit N …                    must exit N
///     signaled SIG …              must die by that very signal
///     within SECONDS …            instead of 20 seconds
///     tty …                       on a terminal of its own; the script goes on while it runs
///     start …                     in the background; the script goes on while it runs
///     stdin FILE                  for the next command
///     stdin-text "TEXT"           for the next command, through a pipe
///     stdin-canary NAME           for the next command, through a pipe
///
/// While a `tty` or `start` command runs:
///
///     sees REGEX                  waits until that was written, after what was seen before
///     ! sees REGEX                nothing so far matches
///     types "TEXT\n"              types on the terminal
///     types-canary NAME           types the canary and presses return
///     resize ROWS COLUMNS         changes the size of the terminal
///     signal SIG                  sends a signal to the program
///     tty-exit N | wait N         waits for its end
///     tty-signaled SIG | wait-signaled SIG
///
/// Expectations of the last command (with `stderr` likewise; a terminal's transcript is `stdout`):
///
///     stdout "LINE"               one of the lines is exactly that
///     stdout = "TEXT"             the whole is exactly that
///     stdout ~ REGEX              ^ and $ match at lines
///     ! stdout                    nothing was written;  ! stdout ~ REGEX, ! stdout "LINE"
///     error REGEX                 nothing on stdout, an error line on stderr that matches, all in secrun's voice
///     cmp stdout FILE             SECRUN_RECORD=1 rewrites the script's file instead;  cmp FILE FILE, ! cmp …
///
/// Files and environment:
///
///     write FILE "TEXT"   append FILE "TEXT"   mkdir DIR   cd DIR   cp FROM TO   rm FILE…   chmod MODE FILE
///     exists FILE   ! exists FILE   mode FILE 600   env K=V   env -K
///
/// Canaries:
///
///     canary NAME [KIND]          a fresh value in the file `$CANARY_FILE_NAME`, outside the searched folder;
///                                 KIND is token (as when left out), pem, json or punctuation
///     secret NAME [KIND]          the same, and `secrun set NAME` from it
///     reveals NAME…               the next line may show these
///
/// `$WORK` is the working folder, `$UNSEARCHED` a folder beside it that is not searched, `$SECRUN` the binary,
/// `$EXAMPLES` the folder of examples, `$LARGE` a number of bytes that is much for it.
final class ScriptRunner {
  let script: Script
  let workspace: Workspace
  var folder: String
  var environment: [String: [UInt8]]
  var variables: [String: [UInt8]]
  var input = Launch.Input.nothing
  /// The last command that ended, and what it wrote.
  var last: Finished?
  /// The program that runs beside the script.
  var live: Live?
  var search = CanarySearch()
  var revealed: Set<String> = []
  /// Whether `cmp` with a file of the script takes what came for what is right.
  let isRecording: Bool
  /// Files of the script to be replaced when recording.
  var recorded: [String: [UInt8]] = [:]

  private static let examples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Examples").standardized.path

  /// The line that runs.
  private(set) var currentLine = 0

  private var isNewlyFinished = false
  private var processFailure: ScriptFailure?
  private var nextInspection = ContinuousClock.now

  init(_ script: Script, isRecording: Bool = false) throws {
    self.script = script
    self.isRecording = isRecording
    workspace = try Workspace(for: script)
    folder = workspace.work
    environment = workspace.environment
    variables = [
      "WORK": Array(workspace.work.utf8),
      "UNSEARCHED": Array(workspace.unsearched.utf8),
      "SECRUN": Array(BinaryUnderTest.path.utf8),
      "EXAMPLES": Array(Self.examples.utf8),
      "LARGE": Array(BinaryUnderTest.largeOutput.utf8),
    ]
  }

  /// Runs the whole script; the failure that ends it carries its line.
  func run() throws(ScriptFailure) {
    for line in script.lines {
      currentLine = line.number
      do {
        try run(line.text)
      } catch {
        var failure = error
        failure.line = line.number
        throw failure
      }
    }
    if let live {
      var failure = ScriptFailure("the program still runs at the end of the script")
      failure.line = live.line
      throw failure
    }
  }

  private func run(_ text: String) throws(ScriptFailure) {
    var words = try ScriptWords.split(text, variables: variables)
    guard let first = words.first else { return }
    if first.text == "reveals" {
      revealed = Set(words.dropFirst().map(\.text))
      return
    }
    defer { revealed = [] }
    let isNegated = first.text == "!"
    if isNegated { words.removeFirst() }
    guard let verb = words.first?.text else { throw ScriptFailure("a verb is missing after !") }
    let arguments = Array(words.dropFirst())
    isNewlyFinished = false
    do {
      try perform(verb, arguments, isNegated: isNegated, words: words)
    } catch {
      try searchEverything()
      throw error
    }
    try searchEverything()
  }

  private func perform(
    _ verb: String, _ arguments: [[UInt8]], isNegated: Bool, words: [[UInt8]]
  ) throws(ScriptFailure) {
    if isNegated {
      guard try expect(verb, arguments, isNegated: true) else {
        throw ScriptFailure("there is no verb ! \(verb)")
      }
      return
    }
    if Command.verbs.contains(verb) {
      try start(try Command(words: words, runner: self))
      return
    }
    if try expect(verb, arguments, isNegated: false) { return }
    if try converse(verb, arguments) { return }
    if try changeFiles(verb, arguments) { return }
    if try prepare(verb, arguments) { return }
    throw ScriptFailure("there is no verb \(verb)")
  }

  /// Remembers the end of a command, whose output is searched after this line.
  func finish(_ child: ChildProcess, allowing allowed: Set<String> = []) {
    last = Finished(output: child.output, error: child.error, status: child.status)
    isNewlyFinished = true
    revealed.formUnion(allowed)
  }

  /// Searches the command lines of all processes, at most every 50 milliseconds.
  func inspectProcesses() {
    guard !search.canaries.isEmpty, processFailure == nil, ContinuousClock.now >= nextInspection
    else { return }
    do throws(ScriptFailure) {
      let lines = ProcessTable.commandLines()
      try search.search(lines, place: "on the command line of a process", allowing: revealed)
    } catch {
      processFailure = error
    }
    nextInspection = .now + .milliseconds(50)
  }

  private func searchEverything() throws(ScriptFailure) {
    nextInspection = .now
    inspectProcesses()
    if let failure = processFailure { throw failure }
    if isNewlyFinished, let last {
      try search.search(last.output, place: "on stdout", allowing: revealed)
      try search.search(last.error, place: "on stderr", allowing: revealed)
    }
    if live != nil {
      live?.child.pump(milliseconds: 0)
      live?.revealed.formUnion(revealed)
    }
    if let live {
      try search.search(live.child.output, place: "on stdout", allowing: live.revealed)
      try search.search(live.child.error, place: "on stderr", allowing: live.revealed)
    }
    try search.search(folder: workspace.work, allowing: revealed)
  }
}

extension [UInt8] {
  /// These bytes as text; what is not UTF-8 is replaced.
  var text: String { String(decoding: self, as: UTF8.self) }
}
