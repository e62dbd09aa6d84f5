// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// A descriptor that secrun inherited for its output, written without ever blocking.
///
/// Blocking would keep signals from the child while a reader dawdles. The descriptor's own mode cannot be changed,
/// because it is shared with whoever started secrun, so one write is made non-blocking instead.
package struct OutputSink: ~Copyable {
  private enum Way {
    /// `pwritev2` with `RWF_NOWAIT`: pipes since Linux 6.4.
    case withoutWaiting
    /// A second opening of the same file, with a mode of its own.
    case reopened
    /// Plain `write`, in pieces that a pipe reported writable takes at once.
    case inSmallPieces
    /// Plain `write`: a file on disk never waits for a reader.
    case plain
  }

  /// The inherited descriptor's number.
  package let number: Int32
  /// Whether the descriptor is a terminal.
  package let isTerminal: Bool
  private var way: Way
  private var hasMadeRoom = false
  private var reopened: Descriptor?
  private var reopenedNumber: Int32?

  /// Finds out what kind of file the descriptor is.
  package init(_ number: Int32) {
    self.number = number
    isTerminal = isatty(number) == 1
    way = FileStatus.of(number)?.kind == .regular ? .plain : .withoutWaiting
  }

  /// The descriptor to poll for room.
  package var pollNumber: Int32 { reopenedNumber ?? number }

  /// Writes what fits of a range of bytes; throws when the reader is gone (`EPIPE`) or the file is in trouble.
  package mutating func write(
    _ secret: borrowing SecretBytes, _ range: Range<Int>
  ) throws(SystemCallError) -> Descriptor.Progress {
    precondition(range.lowerBound >= 0 && range.upperBound <= secret.count)
    while true {
      let count = unsafe secret.withUnsafeBytes { bytes in
        let bytes = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
        guard isTerminal else { return unsafe attempt(bytes) }
        // After `stty tostop` the kernel stops a job in the background that writes, as it would the child.
        return SignalState.letting(SIGTTOU) { unsafe attempt(bytes) }
      }
      if count == range.count { return .moved(count) }
      let reason = errno
      makeRoom()
      if count >= 0 { return .moved(count) }
      switch reason {
      case EINTR: continue
      case EAGAIN: return .wouldWait
      case EOPNOTSUPP, ENOSYS, EINVAL, ESPIPE, EPERM:
        guard case .withoutWaiting = way else { throw SystemCallError("write") }
        findAnotherWay()
      default: throw SystemCallError("write", code: reason)
      }
    }
  }

  /// Enlarges a pipe that was found full, once: at the usual 64 KiB writer and reader would take turns.
  private mutating func makeRoom() {
    guard !hasMadeRoom, !isTerminal else { return }
    hasMadeRoom = true
    let size = cposix_pipe_size(number)
    if size > 0, size < Pipe.relaySize { _ = cposix_set_pipe_size(number, Int32(Pipe.relaySize)) }
  }

  private func attempt(_ bytes: UnsafeRawBufferPointer) -> Int {
    switch way {
    case .withoutWaiting:
      unsafe cposix_write_without_waiting(number, bytes.baseAddress, bytes.count)
    case .reopened: unsafe Glibc.write(pollNumber, bytes.baseAddress, bytes.count)
    case .inSmallPieces: unsafe Glibc.write(number, bytes.baseAddress, min(bytes.count, 4096))
    case .plain: unsafe Glibc.write(number, bytes.baseAddress, bytes.count)
    }
  }

  private mutating func findAnotherWay() {
    let flags = O_WRONLY | O_NONBLOCK | O_NOCTTY | cposix_o_cloexec()
    let own = unsafe cposix_open("/proc/self/fd/\(number)", flags, 0)
    if own >= 0 {
      reopened = Descriptor(owning: own)
      reopenedNumber = own
      way = .reopened
    } else {
      way = .inSmallPieces
    }
  }
}
