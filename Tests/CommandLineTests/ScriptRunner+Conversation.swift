// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestKit

extension ScriptRunner {
  /// The verbs for a program that runs beside the script; false for any other verb.
  func converse(_ verb: String, _ arguments: [[UInt8]]) throws(ScriptFailure) -> Bool {
    let first = arguments.first ?? []
    switch verb {
    case "types": try type(first)
    case "types-canary": try type(try canary(first.text).value + [13])
    case "resize":
      guard arguments.count == 2 else { throw ScriptFailure("resize needs rows and columns") }
      let columns = try Self.number(arguments[1].text)
      try running().child.resize(rows: try Self.number(first.text), columns: columns)
    case "signal": try running().child.send(signal: try Self.signal(first.text))
    case "tty-exit", "wait": try waitForLive(.exited(try Self.number(first.text)))
    case "tty-signaled", "wait-signaled":
      try waitForLive(.signaled(try Self.signal(first.text)))
    default: return false
    }
    return true
  }

  /// Waits until the program wrote something that matches, or makes sure that it has not.
  func sees(_ pattern: String, isNegated: Bool) throws(ScriptFailure) {
    let regex = try Self.regex(pattern)
    var live = try running()
    let limit = ContinuousClock.now + .seconds(live.seconds)
    while true {
      live.child.pump(milliseconds: isNegated ? 0 : 50)
      inspectProcesses()
      let text = Array(live.child.output.dropFirst(live.seen)).text
      if let match = text.firstMatch(of: regex) {
        if isNegated { throw ScriptFailure("it wrote what matches \(pattern): \(text)") }
        live.seen += text[..<match.range.upperBound].utf8.count
        self.live = live
        return
      }
      if isNegated { return }
      if live.child.isFinished || ContinuousClock.now > limit {
        let end = live.child.status.map { "ended (\($0))" } ?? "still runs"
        let all = Finished.excerpt(live.child.output) + Finished.excerpt(live.child.error)
        throw ScriptFailure("waited for \(pattern); the program \(end) after writing:\n\(all)")
      }
    }
  }

  private func type(_ bytes: [UInt8]) throws(ScriptFailure) {
    try running().child.type(bytes)
  }

  private func running() throws(ScriptFailure) -> Live {
    guard let live else { throw ScriptFailure("no program was started") }
    return live
  }
}
