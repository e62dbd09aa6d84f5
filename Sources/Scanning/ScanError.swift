// SPDX-License-Identifier: Apache-2.0

package import Redaction
import SecretMemory
package import SystemCalls

/// What can end a scan; no case carries a byte of a value.
package enum ScanError: Error, Equatable {
  /// The kernel refused something.
  case system(SystemCallError)
  /// The search could not be prepared.
  case redaction(RedactionError)
  /// There is no git in `PATH`.
  case noGit
  /// git failed, and these are its words.
  case git(words: String)
  /// git's output was not what its manual says.
  case unexpectedOutput(of: String)

  static func calling<R: ~Copyable>(
    _ body: () throws(SystemCallError) -> R
  ) throws(ScanError) -> R {
    do throws(SystemCallError) { return try body() } catch { throw .system(error) }
  }

  static func searching<R: ~Copyable>(
    _ body: () throws(RedactionError) -> R
  ) throws(ScanError) -> R {
    do throws(RedactionError) { return try body() } catch { throw .redaction(error) }
  }

  static func inMemory<R: ~Copyable>(
    _ body: () throws(SecretMemoryError) -> R
  ) throws(ScanError) -> R {
    do throws(SecretMemoryError) { return try body() } catch { throw .redaction(.memory(error)) }
  }
}
