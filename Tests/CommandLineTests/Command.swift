// SPDX-License-Identifier: Apache-2.0

import TestKit

/// A command of a script with its prefixes.
struct Command {
  /// How the command runs.
  enum Manner {
    case waited
    case terminal
    case background
  }

  static let verbs: Set = ["secrun", "exec", "exit", "signaled", "within", "tty", "start"]

  var manner = Manner.waited
  var expected = ExitStatus.exited(0)
  var seconds = 60.0
  var program = ""
  var arguments: [[UInt8]] = []

  /// Reads prefixes up to `secrun` or `exec`, and finds the program.
  init(words: [[UInt8]], runner: ScriptRunner) throws(ScriptFailure) {
    var rest = words[...]
    while let verb = rest.popFirst()?.text {
      switch verb {
      case "tty": manner = .terminal
      case "start": manner = .background
      case "exit", "signaled", "within": try take(verb, rest.popFirst()?.text ?? "")
      case "secrun":
        program = BinaryUnderTest.path
        arguments = [Array("secrun".utf8)] + rest
        return
      case "exec":
        guard let name = rest.first?.text else { throw ScriptFailure("exec needs a program") }
        program = try Self.find(name, runner: runner)
        arguments = Array(rest)
        return
      default: throw ScriptFailure("\(verb) is neither a command nor a prefix of one")
      }
    }
    throw ScriptFailure("a command is missing")
  }

  private mutating func take(_ prefix: String, _ value: String) throws(ScriptFailure) {
    switch prefix {
    case "exit": expected = .exited(try ScriptRunner.number(value))
    case "signaled": expected = .signaled(try ScriptRunner.signal(value))
    default:
      guard let limit = Double(value) else { throw ScriptFailure("\(value) is no time") }
      seconds = limit
    }
  }

  /// The path of a program as the script's own PATH and folder give it.
  private static func find(_ name: String, runner: ScriptRunner) throws(ScriptFailure) -> String {
    if name.contains("/") { return runner.path(name) }
    let path = (runner.environment["PATH"] ?? []).text
    if let program = ProgramPath.find(name, in: path) { return program }
    throw ScriptFailure("there is no program \(name) in \(path)")
  }
}
