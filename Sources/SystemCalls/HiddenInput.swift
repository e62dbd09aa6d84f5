// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
import SecretMemory

/// A terminal that for a while neither echoes nor edits, with its former modes kept.
///
/// Signals are blocked meanwhile and read from a descriptor, so that none can end secrun with the echo still off.
struct HiddenInput: ~Copyable {
  private let terminal: Int32
  private let modes: termios
  private let mask: SignalState
  private let signals: Descriptor

  private enum Key {
    static let interrupt: UInt8 = 3
    static let endOfFile: UInt8 = 4
    static let backspace: UInt8 = 8
    static let eraseLine: UInt8 = 21
    static let delete: UInt8 = 127
  }

  init(_ terminal: Int32) throws(SystemCallError) {
    var modes = termios()
    guard unsafe tcgetattr(terminal, &modes) == 0 else {
      throw SystemCallError("tcgetattr", "/dev/tty")
    }
    let mask = SignalState.current()
    let signals = try mask.blockForwardable()
    self.terminal = terminal
    self.modes = modes
    self.mask = mask
    self.signals = signals
  }

  func hide() throws(SystemCallError) {
    var modes = modes
    // Byte by byte: line mode would hold a Ctrl-C back until the line ends, and cut lines at 4096 bytes.
    modes.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG)
    modes.c_iflag |= tcflag_t(ICRNL)
    guard unsafe tcsetattr(terminal, TCSAFLUSH, &modes) == 0 else {
      throw SystemCallError("tcsetattr", "/dev/tty")
    }
  }

  func restore() {
    var modes = modes
    _ = unsafe tcsetattr(terminal, TCSADRAIN, &modes)
    mask.restore()
  }

  func readLine(
    from terminal: borrowing Descriptor, limit: Int
  ) throws(SystemCallError) -> SecretBytes {
    var line: SecretBytes
    do throws(SecretMemoryError) {
      line = try SecretBytes(count: limit + 1)
    } catch {
      throw SystemCallError("mmap", code: ENOMEM)
    }
    var count = 0
    while count <= limit {
      try waitForKey()
      // One byte at a time into its place: no other buffer ever holds the line.
      guard case .moved(1) = try terminal.read(into: &line, count..<count + 1) else { break }
      switch line[count] {
      case UInt8(ascii: "\n"), Key.endOfFile:
        line.truncate(to: count)
        return line
      case Key.interrupt: throw SystemCallError("read", "/dev/tty", code: EINTR)
      case Key.backspace, Key.delete: count = Self.erase(&line, count)
      case Key.eraseLine: count = 0
      default: count += 1
      }
    }
    guard count <= limit else { throw SystemCallError("read", "/dev/tty", code: E2BIG) }
    line.truncate(to: count)
    return line
  }

  /// Takes the last character away: all bytes of it, when it is one of several bytes in UTF-8.
  private static func erase(_ line: inout SecretBytes, _ count: Int) -> Int {
    var start = count
    repeat { start -= 1 } while start > 0 && line[start] & 0xC0 == 0x80
    return max(start, 0)
  }

  private func waitForKey() throws(SystemCallError) {
    while true {
      var poll = Poll()
      let key = poll.addReader(terminal)
      _ = poll.addReader(signals.number)
      try poll.wait(milliseconds: nil)
      while let signal = try ReceivedSignal.next(from: signals) {
        guard ![SIGCHLD, SIGWINCH, SIGCONT, SIGURG, SIGPIPE].contains(signal.number) else {
          continue
        }
        restore()
        SignalState.raise(signal.number)
        // Still here, so it was a stop that has ended: the shell has shown its own modes meanwhile.
        _ = try mask.blockForwardable()
        try hide()
      }
      if poll.isReady(key) { return }
    }
  }
}
