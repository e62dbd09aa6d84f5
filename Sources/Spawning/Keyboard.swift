// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// The user's terminal as the input of the child's.
///
/// It is raw and read only while secrun's own group is in its foreground: a job in the background neither steals
/// what is typed to the shell nor is stopped for trying.
final class Keyboard {
  /// A shell says nothing when it brings a running job to the foreground; so often that is looked at.
  private static let lookEvery = 200

  private let terminal: Int32
  let controller: Int32
  private let isSession: Bool
  private var raw: RawTerminal
  private var relay: InputRelay
  private var isEnded = false

  /// The terminal is the child's input: all of it in a session of its own, and on a display only while some
  /// program, such as a pager, has set that to be read key by key.
  init(_ terminal: Int32, to controller: Int32, isSession: Bool) throws(SystemCallError) {
    self.terminal = terminal
    self.controller = controller
    self.isSession = isSession
    raw = RawTerminal(terminal)
    relay = try InputRelay(from: terminal, to: controller)
  }

  func takeUp() {
    guard isSession || Terminal.isReadByKey(controller) else { return giveBack() }
    guard !isEnded, !raw.isRaw, Terminal.isForeground(terminal) else { return }
    // Without a session there is nobody behind the display to turn Ctrl-C into a signal.
    raw.enter(keepsSignals: !isSession)
  }

  func giveBack() {
    // In the background the modes are those of whoever is in the foreground.
    if Terminal.isForeground(terminal) { raw.leave() } else { raw.forget() }
  }

  func resume() {
    giveBack()
    takeUp()
  }

  func add(to poll: inout Poll) -> Int? {
    guard !isEnded, raw.isRaw else { return nil }
    return relay.add(to: &poll)
  }

  var waitTime: Int? { !isEnded && raw.isRaw != isSession ? Self.lookEvery : nil }

  func pump(_ poll: Poll, _ index: Int?) throws(SystemCallError) {
    if !isSession || index == nil { takeUp() }
    guard let index, raw.isRaw, poll.isReady(index) else { return }
    guard Terminal.isForeground(terminal) else { return raw.forget() }
    if try !relay.pump() {
      isEnded = true
      raw.leave()
    }
  }
}
