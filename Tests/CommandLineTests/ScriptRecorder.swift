// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Rewrites the inline files of a script, for `SECRUN_RECORD=1`.
enum ScriptRecorder {
  /// Puts new content in the place of the files named; everything else stays as it is.
  static func replace(_ contents: [String: [UInt8]], in script: Script) throws {
    if contents.isEmpty { return }
    let text = try String(contentsOfFile: script.path, encoding: .utf8)
    try rewritten(text, with: contents).write(
      toFile: script.path, atomically: true, encoding: .utf8)
  }

  /// The text of a script with other files in it.
  static func rewritten(_ text: String, with contents: [String: [UInt8]]) -> String {
    let script = Script(path: "", text: text)
    var result = script.lines.map { $0.text + "\n" }.joined()
    for file in script.files {
      result += "-- \(file.name) --\n" + (contents[file.name]?.text ?? file.text)
    }
    return result
  }
}
