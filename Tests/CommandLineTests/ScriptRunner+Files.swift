// SPDX-License-Identifier: Apache-2.0

import Foundation

extension ScriptRunner {
  /// The verbs that change files; false for any other verb.
  func changeFiles(_ verb: String, _ arguments: [[UInt8]]) throws(ScriptFailure) -> Bool {
    let names = arguments.map { path($0.text) }
    do {
      switch (verb, arguments.count) {
      case ("write", 2):
        try Data(arguments[1]).write(to: URL(fileURLWithPath: names[0]))
      case ("append", 2):
        let old = try Data(contentsOf: URL(fileURLWithPath: names[0]))
        try (old + arguments[1]).write(to: URL(fileURLWithPath: names[0]))
      case ("mkdir", 1):
        try FileManager.default.createDirectory(
          atPath: names[0], withIntermediateDirectories: true)
      case ("cp", 2): try copy(from: names[0], to: names[1])
      case ("rm", 1...): try names.forEach { try FileManager.default.removeItem(atPath: $0) }
      case ("chmod", 2):
        guard let mode = Int(arguments[0].text, radix: 8) else {
          throw ScriptFailure("\(arguments[0].text) is no mode")
        }
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: names[1])
      default: return false
      }
    } catch {
      throw ScriptFailure("\(error)")
    }
    return true
  }

  private func copy(from source: String, to target: String) throws {
    if FileManager.default.fileExists(atPath: target) {
      try FileManager.default.removeItem(atPath: target)
    }
    try FileManager.default.copyItem(atPath: source, toPath: target)
  }
}
