// SPDX-License-Identifier: Apache-2.0

package import SystemCalls

/// The terminals of the child, and the user's terminal behind them; nothing when there are none.
package final class ChildTerminal {
  /// A terminal of the child and the descriptor of secrun that shows what is written on it.
  private final class Screen {
    let controller: Descriptor
    let source: Int32
    let shown: Int32
    let isSession: Bool

    init(_ source: Int32, showing shown: Int32, isSession: Bool) throws(SystemCallError) {
      controller = try Descriptor(borrowing: source).duplicate()
      self.source = source
      self.shown = shown
      self.isSession = isSession
    }
  }

  private var screens: [Screen] = []
  private var keyboard: Keyboard?
  private var session: TerminalSession?

  /// There are none.
  package init() {}

  /// The child's output is a terminal and its session still the user's.
  func addDisplay(_ source: Int32, showing shown: Int32) throws(SystemCallError) {
    let screen = try Screen(source, showing: shown, isSession: false)
    // With the user's terminal as its input the child reads that itself.
    if keyboard == nil, !Terminal.isTerminal(0), Terminal.isTerminal(shown) {
      keyboard = try Keyboard(shown, to: screen.controller.number, isSession: false)
    }
    screens.append(screen)
  }

  /// The child has a session of its own on this terminal, and the user's keyboard.
  func addSession(
    _ source: Int32, showing shown: Int32, _ session: TerminalSession
  ) throws(SystemCallError) {
    self.session = session
    let screen = try Screen(source, showing: shown, isSession: true)
    keyboard = try Keyboard(0, to: screen.controller.number, isSession: true)
    screens.append(screen)
  }

  /// Whether the child is in a session of its own, where no signal reaches it that the kernel sends to secrun.
  package var hasSession: Bool { session != nil }

  /// Whether the child must be told of a new size, because its terminal has no session to tell.
  var hasDisplay: Bool { screens.contains { !$0.isSession } }

  /// The group of the child's session that the terminal belongs to.
  var foregroundGroup: Int32? {
    screens.first(where: \.isSession).flatMap {
      Terminal.foregroundGroup(of: $0.controller.number)
    }
  }

  /// Makes the user's terminal the child's keyboard, when it is secrun's to read.
  package func takeUp() {
    resize()
    keyboard?.takeUp()
  }

  /// Gives the user's terminal its modes back.
  package func giveBack() { keyboard?.giveBack() }

  /// Takes the terminal up after somebody else may have changed its modes.
  func resume() {
    resize()
    keyboard?.resume()
  }

  /// Gives the child's terminals the size of the user's.
  func resize() {
    for screen in screens {
      guard let model = Channel.model(for: screen.shown) else { continue }
      _ = Terminal.copySize(from: model, to: screen.controller.number)
    }
  }

  /// Forgets a terminal that nobody shows any longer, so that the kernel tells the child.
  package func drop(_ source: Int32) {
    if screens.first(where: { $0.source == source })?.controller.number == keyboard?.controller {
      keyboard?.giveBack()
      keyboard = nil
    }
    screens.removeAll { $0.source == source }
  }

  /// Lets go of the child's terminal when the child has ended, so that its output comes to an end.
  package func endSession() { session?.end() }

  /// Adds the keyboard, and what it sent to the child's group, to what is waited for.
  package func add(to poll: inout Poll) -> (keys: Int?, signals: Int?) {
    (keyboard?.add(to: &poll), session?.add(to: &poll))
  }

  /// How long to wait at most before looking whether the terminal has become secrun's; nil is for ever.
  package var waitTime: Int? { keyboard?.waitTime }

  /// Passes on what was typed, and to the rest of secrun's job the signals that this came to.
  package func pump(
    _ poll: Poll, _ indices: (keys: Int?, signals: Int?)
  ) throws(SystemCallError) {
    try keyboard?.pump(poll, indices.keys)
    session?.pass(poll, indices.signals)
  }
}
