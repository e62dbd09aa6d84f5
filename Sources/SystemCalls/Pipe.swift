// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc

/// The two ends of a pipe, neither of which a spawned program inherits by itself.
package struct Pipe: ~Copyable {
  /// The end that is read.
  package let reader: Descriptor
  /// The end that is written.
  package let writer: Descriptor

  /// How large a pipe is best for a relay, in bytes: larger ones do not stay in a processor's cache (measured).
  package static let relaySize = 256 * 1024

  /// Makes a pipe as large as an unprivileged user may have, at most `size` bytes; the C functions are `pipe2`
  /// and `fcntl` with `F_SETPIPE_SZ`.
  package init(size: Int) throws(SystemCallError) {
    var ends: [Int32] = [-1, -1]
    guard unsafe cposix_pipe(&ends) == 0 else { throw SystemCallError("pipe2") }
    // The default of 64 KiB makes writer and reader take turns; a larger one halves the cost of a relay.
    _ = cposix_set_pipe_size(ends[1], Int32(size))
    reader = Descriptor(owning: ends[0])
    writer = Descriptor(owning: ends[1])
  }

  /// The number of the end that is written.
  package var writerNumber: Int32 { writer.number }

  /// The reading end; the writing end is closed.
  package consuming func takeReader() -> Descriptor { reader }

  /// The writing end; the reading end is closed.
  package consuming func takeWriter() -> Descriptor { writer }
}
