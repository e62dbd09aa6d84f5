// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// What can keep redaction from starting; no case carries a byte of a secret.
package enum RedactionError: Error, Equatable {
  /// The needles found no room in secret memory.
  case memory(SecretMemoryError)
  /// The needles together are larger than the automaton can number.
  case tooManyNeedles
  /// Nobody wanted the needles any longer while they were being made.
  case notWanted

  /// Runs `body` and reports what secret memory refuses as an error of this module.
  static func inMemory<R: ~Copyable>(
    _ body: () throws(SecretMemoryError) -> R
  ) throws(RedactionError) -> R {
    do throws(SecretMemoryError) {
      return try body()
    } catch {
      throw .memory(error)
    }
  }
}
