// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The golden scripts; `ScriptRunner` explains their language.
struct ScriptTests {
  /// All of them, or the one that `SECRUN_SCRIPT` names.
  static let scripts = Script.all(in: "Scripts").filter { script in
    let chosen = ProcessInfo.processInfo.environment["SECRUN_SCRIPT"]
    return chosen == nil || chosen == script.name
  }
  static let failing = Script.all(in: "FailingScripts")

  @Test func `there are scripts of both sorts`() {
    #expect(!Self.scripts.isEmpty)
    #expect(!Self.failing.isEmpty)
  }

  @Test(.timeLimit(.minutes(10)), arguments: scripts)
  func `the script passes`(_ script: Script) throws {
    let isRecording = ProcessInfo.processInfo.environment["SECRUN_RECORD"] == "1"
    let runner = try ScriptRunner(script, isRecording: isRecording)
    do {
      try runner.run()
    } catch {
      Issue.record(error, at: error.line, of: script)
      return
    }
    try ScriptRecorder.replace(runner.recorded, in: script)
  }

  /// A harness that cannot fail proves nothing: these scripts say at which line and how they must fail.
  @Test(.timeLimit(.minutes(10)), arguments: failing)
  func `the script fails as it says`(_ script: Script) throws {
    let header = try #require(script.lines.first?.text)
    let promise = try #require(header.wholeMatch(of: /# fails (\d+)(?:-(\d+))?: (.*)/))
    let first = try #require(Int(promise.output.1))
    let last = promise.output.2.flatMap { Int($0) } ?? first
    let pattern = try Regex(String(promise.output.3))
    let runner = try ScriptRunner(script)
    do {
      try runner.run()
      Issue.record("\(script.name) passed, but must fail at line \(first)")
    } catch {
      #expect((first...last).contains(error.line), "\(error)")
      #expect(error.message.contains(pattern), "\(error)")
    }
  }
}

extension Issue {
  /// Records a failure where it happened: at a line of a script.
  fileprivate static func record(_ failure: ScriptFailure, at line: Int, of script: Script) {
    let place = SourceLocation(
      fileID: "CommandLineTests/\(script.name).txt", filePath: script.path, line: max(line, 1),
      column: 1)
    record("\(script.name):\(line): \(failure.message)", sourceLocation: place)
  }
}
