// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestKit

extension ScriptRunner {
  /// The verbs that set the scene for later commands; false for any other verb.
  func prepare(_ verb: String, _ arguments: [[UInt8]]) throws(ScriptFailure) -> Bool {
    guard let first = arguments.first else {
      throw ScriptFailure("there is no verb \(verb) without arguments")
    }
    switch verb {
    case "stdin": input = .file(path(first.text))
    case "stdin-text": input = .bytes(first)
    case "stdin-canary": input = .bytes(try canary(first.text).value)
    case "env": try setVariable(first)
    case "cd": folder = path(first.text)
    case "canary": try addCanary(arguments)
    case "secret":
      try addCanary(arguments)
      input = .bytes(try canary(first.text).value)
      let words = [Array("secrun".utf8), Array("set".utf8), first]
      try start(try Command(words: words, runner: self))
    default: return false
    }
    return true
  }

  /// The canary of that name.
  func canary(_ name: String) throws(ScriptFailure) -> Canary {
    guard let canary = search.canaries.first(where: { $0.name == name }) else {
      throw ScriptFailure("the script has no canary \(name)")
    }
    return canary
  }

  private func addCanary(_ arguments: [[UInt8]]) throws(ScriptFailure) {
    let name = arguments[0].text
    let kind = arguments.count > 1 ? arguments[1].text : Canary.Kind.token.rawValue
    guard let kind = Canary.Kind(rawValue: kind) else {
      throw ScriptFailure("there is no kind of canary \(kind)")
    }
    let canary = Canary(name: name, kind: kind)
    let file = workspace.unsearched + "/" + name
    guard FileManager.default.createFile(atPath: file, contents: Data(canary.value)) else {
      throw ScriptFailure("cannot write \(file)")
    }
    search.add(canary)
    variables["CANARY_FILE_\(name)"] = Array(file.utf8)
  }

  private func setVariable(_ word: [UInt8]) throws(ScriptFailure) {
    if word.first == UInt8(ascii: "-") {
      environment[Array(word.dropFirst()).text] = nil
    } else if let equals = word.firstIndex(of: UInt8(ascii: "=")) {
      environment[Array(word[..<equals]).text] = Array(word[(equals + 1)...])
    } else {
      throw ScriptFailure("env takes NAME=VALUE or -NAME")
    }
  }
}
