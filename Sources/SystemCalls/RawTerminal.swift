// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc

/// The user's terminal while another terminal behind it does the echoing, editing and signalling.
package struct RawTerminal: ~Copyable {
  private let terminal: Int32
  private var original: termios?

  /// Changes nothing yet.
  package init(_ terminal: Int32) { self.terminal = terminal }

  deinit {
    if let original { Self.restore(terminal, original) }
  }

  /// Whether the terminal passes every byte at once and unchanged.
  package var isRaw: Bool { original != nil }

  /// Remembers the modes as they are and makes every byte pass; the C function is `tcsetattr`.
  ///
  /// Should secrun itself crash, the modes come back before it dies.
  /// With `keepsSignals` it still turns Ctrl-C and its like into signals for secrun's own job.
  package mutating func enter(keepsSignals: Bool) {
    guard original == nil else { return }
    var modes = termios()
    guard unsafe tcgetattr(terminal, &modes) == 0 else { return }
    unsafe cposix_guard_terminal(terminal, &modes)
    original = modes
    unsafe cfmakeraw(&modes)
    if keepsSignals { modes.c_lflag |= tcflag_t(ISIG) }
    _ = unsafe tcsetattr(terminal, TCSADRAIN, &modes)
  }

  /// Gives the terminal its modes back.
  package mutating func leave() {
    guard let modes = original else { return }
    original = nil
    Self.restore(terminal, modes)
  }

  /// Forgets the remembered modes: somebody else has set the terminal's modes meanwhile.
  package mutating func forget() {
    guard original != nil else { return }
    original = nil
    cposix_unguard_terminal()
  }

  private static func restore(_ terminal: Int32, _ modes: termios) {
    var modes = modes
    _ = unsafe tcsetattr(terminal, TCSADRAIN, &modes)
    cposix_unguard_terminal()
  }
}
