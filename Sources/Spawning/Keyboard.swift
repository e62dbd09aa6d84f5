// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// The user's terminal as the input of the child's.
///
/// It is raw and read only while secrun's own group is in its foreground: a job in the background neither steals
/// what is typed to the shell nor is stopped for trying.
final class Keyboard {
  /// Where the user types: the terminal on standard input.
  private static let terminal: Int32 = 0
  /// A shell says nothing when it brings a running job to the foreground; so often that is looked at.
  private static let lookEvery = 200

  private var raw = RawTerminal(terminal)
  private var relay: InputRelay
  private var isEnded = false

  init(to controller: Int32) throws(SystemCallError) {
    relay = try InputRelay(from: Self.terminal, to: controller)
  }

  func takeUp() {
    if !isEnded, Terminal.isForeground(Self.terminal) { raw.enter() }
  }

  func giveBack() {
    // In the background the modes are those of whoever is in the foreground.
    if Terminal.isForeground(Self.terminal) { raw.leave() } else { raw.forget() }
  }

  func resume() {
    giveBack()
    takeUp()
  }

  func add(to poll: inout Poll) -> Int? {
    guard !isEnded, raw.isRaw else { return nil }
    return relay.add(to: &poll)
  }

  var waitTime: Int? { isEnded || raw.isRaw ? nil : Self.lookEvery }

  func pump(_ poll: Poll, _ index: Int?) throws(SystemCallError) {
    guard let index else { return takeUp() }
    guard poll.isReady(index) else { return }
    guard Terminal.isForeground(Self.terminal) else { return raw.forget() }
    if try !relay.pump() {
      isEnded = true
      raw.leave()
    }
  }
}
