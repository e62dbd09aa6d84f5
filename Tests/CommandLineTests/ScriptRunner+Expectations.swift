// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestKit

extension ScriptRunner {
  /// The verbs that expect something; false for any other verb.
  func expect(
    _ verb: String, _ arguments: [[UInt8]], isNegated: Bool
  ) throws(ScriptFailure) -> Bool {
    switch verb {
    case "stdout": try expect(finished().output, verb, arguments, isNegated)
    case "stderr": try expect(finished().error, verb, arguments, isNegated)
    case "sees": try sees(arguments.first?.text ?? "", isNegated: isNegated)
    case "cmp": try compare(arguments, isNegated)
    case "exists":
      for name in arguments where exists(name.text) == isNegated {
        throw ScriptFailure("\(name.text) is \(isNegated ? "there" : "not there")")
      }
    case "error" where !isNegated: try expectError(arguments.first?.text ?? "")
    case "mode" where !isNegated: try expectMode(arguments)
    default: return false
    }
    return true
  }

  static func regex(_ pattern: String) throws(ScriptFailure) -> Regex<AnyRegexOutput> {
    do {
      return try Regex(pattern).anchorsMatchLineEndings()
    } catch {
      throw ScriptFailure("\(pattern) is no pattern: \(error)")
    }
  }

  private func finished() throws(ScriptFailure) -> Finished {
    guard let last else { throw ScriptFailure("no command has run yet") }
    return last
  }

  private func expect(
    _ bytes: [UInt8], _ stream: String, _ arguments: [[UInt8]], _ isNegated: Bool
  ) throws(ScriptFailure) {
    let found: Bool
    let wanted: String
    switch (arguments.first?.text, arguments.count) {
    case (nil, _) where isNegated:
      (found, wanted) = (!bytes.isEmpty, "anything")
    case ("~", 2):
      let text = Array(bytes.prefix(1 << 18)).text.replacing("\r\n", with: "\n")
      found = text.firstMatch(of: try Self.regex(arguments[1].text)) != nil
      wanted = "what matches \(arguments[1].text)"
    case ("=", 2):
      (found, wanted) = (bytes == arguments[1], "exactly \(arguments[1].text)")
    case (_, 1):
      let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
      found = lines.contains { ($0.last == 13 ? $0.dropLast() : $0) == arguments[0][...] }
      wanted = "the line \(arguments[0].text)"
    default: throw ScriptFailure("\(stream) takes \"LINE\", = \"TEXT\" or ~ REGEX")
    }
    if found == isNegated {
      throw ScriptFailure(
        "\(stream): expected \(isNegated ? "not " : "")\(wanted)\(last?.summary ?? "")")
    }
  }

  /// What every refusal has in common: a clean stdout, and a stderr in secrun's voice.
  private func expectError(_ pattern: String) throws(ScriptFailure) {
    let finished = try finished()
    guard finished.output.isEmpty else {
      throw ScriptFailure("an error wrote to stdout\(finished.summary)")
    }
    let lines = finished.error.text.split(separator: "\n")
    for line in lines where line.firstMatch(of: /^secrun: (error|warning|hint):  ?.*\S/) == nil {
      throw ScriptFailure("a line is not in secrun's voice: \(line)")
    }
    for line in lines where line.hasSuffix(".") && !line.hasSuffix("..") {
      throw ScriptFailure("a message ends in a full stop: \(line)")
    }
    let regex = try Self.regex(pattern)
    let errors = lines.filter { $0.hasPrefix("secrun: error: ") }
    guard errors.contains(where: { $0.dropFirst(15).firstMatch(of: regex) != nil }) else {
      throw ScriptFailure("expected an error that matches \(pattern)\(finished.summary)")
    }
  }

  private func compare(_ arguments: [[UInt8]], _ isNegated: Bool) throws(ScriptFailure) {
    guard arguments.count == 2 else { throw ScriptFailure("cmp takes two files") }
    let (left, right) = (arguments[0].text, arguments[1].text)
    let (got, wanted) = (try content(left), try content(right))
    if (got == wanted) != isNegated { return }
    if isNegated { throw ScriptFailure("\(left) and \(right) are the same") }
    if isRecording, script.files.contains(where: { $0.name == right }) {
      recorded[right] = got
      return
    }
    throw ScriptFailure(
      """
      \(left) is not \(right)
      expected: \(Finished.excerpt(wanted))
      got: \(Finished.excerpt(got))
      """)
  }

  private func content(_ name: String) throws(ScriptFailure) -> [UInt8] {
    if name == "stdout" { return try finished().output }
    if name == "stderr" { return try finished().error }
    guard let data = FileManager.default.contents(atPath: path(name)) else {
      throw ScriptFailure("cannot read \(name)")
    }
    return Array(data)
  }

  private func exists(_ name: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: path(name))) != nil
  }

  private func expectMode(_ arguments: [[UInt8]]) throws(ScriptFailure) {
    guard arguments.count == 2 else { throw ScriptFailure("mode takes a file and a mode") }
    let name = arguments[0].text
    let attributes = try? FileManager.default.attributesOfItem(atPath: path(name))
    guard let mode = attributes?[.posixPermissions] as? Int else {
      throw ScriptFailure("\(name) is not there")
    }
    guard String(mode, radix: 8) == arguments[1].text else {
      throw ScriptFailure("\(name) has mode \(String(mode, radix: 8))")
    }
  }
}
