// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestKit

extension ScriptRunner {
  /// Starts a command and, unless it runs beside the script, waits for its end.
  func start(_ command: Command) throws(ScriptFailure) {
    if live != nil { throw ScriptFailure("the program that was started before still runs") }
    var launch = Launch(
      program: command.program, arguments: command.arguments,
      environment: environment.map { Array("\($0.key)=".utf8) + $0.value }, folder: folder,
      input: input)
    if command.manner == .terminal { launch.input = .terminal }
    input = .nothing
    let child: ChildProcess
    do {
      child = try ChildProcess(launch)
    } catch {
      throw ScriptFailure("\(error)")
    }
    if command.manner == .waited {
      try wait(for: child, seconds: command.seconds, expecting: command.expected)
    } else {
      live = Live(child: child, seconds: command.seconds, line: currentLine)
    }
  }

  /// Waits for the end of the program that runs beside the script.
  func waitForLive(_ expected: ExitStatus) throws(ScriptFailure) {
    guard let live else { throw ScriptFailure("no program was started") }
    defer { self.live = nil }
    try wait(
      for: live.child, seconds: live.seconds, expecting: expected, allowing: live.revealed)
  }

  private func wait(
    for child: ChildProcess, seconds: Double, expecting expected: ExitStatus,
    allowing allowed: Set<String> = []
  ) throws(ScriptFailure) {
    let ended = child.wait(seconds: seconds) { inspectProcesses() }
    finish(child, allowing: allowed)
    let summary = last?.summary ?? ""
    guard ended else {
      child.kill()
      throw ScriptFailure("still running after \(seconds) seconds; killed\(summary)")
    }
    guard child.status == expected else {
      let got = child.status.map(\.description) ?? "nothing"
      throw ScriptFailure("expected \(expected), got \(got)\(summary)")
    }
  }

  /// A path as the script means it: from its working folder.
  func path(_ name: String) -> String {
    name.hasPrefix("/") ? name : folder + "/" + name
  }

  static func number(_ text: String) throws(ScriptFailure) -> Int32 {
    guard let number = Int32(text) else { throw ScriptFailure("\(text) is no number") }
    return number
  }

  static func signal(_ text: String) throws(ScriptFailure) -> Int32 {
    guard let number = SignalName.number(of: text) else {
      throw ScriptFailure("there is no signal \(text)")
    }
    return number
  }
}
