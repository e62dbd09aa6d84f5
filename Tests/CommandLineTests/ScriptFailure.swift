// SPDX-License-Identifier: Apache-2.0

/// What went wrong at a line of a script.
struct ScriptFailure: Error, CustomStringConvertible {
  let message: String
  /// The line of the script; the runner sets it.
  var line = 0

  /// A failure at the line that runs.
  init(_ message: String) {
    self.message = message
  }

  var description: String { message }
}
