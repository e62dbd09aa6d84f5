// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Spawning
import SystemCalls

/// The program to run: the file that was found, and the words that it gets.
struct Program {
  let path: String
  let arguments: ArgumentList
  /// The program opened, when the scope says what may run.
  var file: ProgramFile?
  /// BLAKE2b-256 of what the scope's command is pinned to, as it stands in the store.
  var pinDigest: [UInt8]?
  /// Other files that must be the same when the program has started.
  var seen: [SeenFile] = []

  /// Those of them that the program is read from after its start: a script, and what runs it.
  var readLater: [SeenFile] = []

  init(path: String, arguments: ArgumentList) {
    self.path = path
    self.arguments = arguments
  }

  /// Finds the first word in secrun's own `PATH`, before anything is opened.
  static func find(_ arguments: ArgumentList) throws(RunFailure) -> Program {
    guard let word = arguments.program else {
      throw RunFailure(
        "no command given", hints: ["put it after two dashes: secrun -- COMMAND ARG…"])
    }
    do throws(Child.Failure) {
      let path = try Child.find(word, path: InheritedEnvironment.text("PATH"))
      return Program(path: path, arguments: arguments)
    } catch {
      throw RunFailure(error)
    }
  }
}
