// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A moment at which the memory test looks into the waiting process.
///
/// Only a build with `SECRUN_MEMORY_TEST` knows them; in every other one they compile to nothing.
package enum Checkpoint: String {
  /// The process has hardened itself and read nothing yet.
  case start
  /// A value lies open in the arena: the scanner must find it here, or it proves nothing.
  case held
  /// The key of the audit log lies open in the arena.
  case recording
  /// A secret phase is over and its stack is wiped.
  case released
  /// The child runs, and what it was given is wiped.
  case spawned
  /// The child has ended and its output is written.
  case ended
  /// secrun is about to end by itself, with or without an error.
  case ending

  /// Says that the moment has come, and waits until the test has looked.
  @inline(__always)
  package func reach() {
    #if SECRUN_MEMORY_TEST
      MemoryTest.stop(at: self)
    #endif
  }
}

#if SECRUN_MEMORY_TEST
  /// What the memory test asks of the process that it watches, through the variable `MEMORY_TEST`.
  enum MemoryTest {
    /// The words of the variable: wipes to leave out, `locked-arena`, `stain-registers`, and `trap-CHECKPOINT`.
    static let words: Set<String> = {
      guard let text = unsafe getenv("MEMORY_TEST") else { return [] }
      return Set(unsafe String(cString: text).split(separator: " ").map(String.init))
    }()

    /// Where checkpoints are told, and where the word to go on comes from.
    private static let descriptors: (told: Int32, answers: Int32) = (198, 199)

    static func stop(at checkpoint: Checkpoint) {
      if words.contains("trap-\(checkpoint.rawValue)") { fatalError("trapped on purpose") }
      let line = checkpoint.rawValue + "\n"
      var answer: UInt8 = 0
      guard unsafe write(descriptors.told, line, line.utf8.count) > 0 else { return }
      _ = unsafe read(descriptors.answers, &answer, 1)
    }
  }
#endif
