// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc

/// The signal mask that secrun was started with, and the one it works under.
///
/// While supervising, secrun blocks what it forwards and reads it from a `signalfd`; dispositions are left as they
/// came, so that the child inherits exactly those, and it is started with the mask as it came.
package struct SignalState: Sendable {
  /// The mask as it came.
  let inherited: sigset_t
  /// Which came ignored of the signals that secrun, or the library under it, cannot leave so; signal n is bit n - 1.
  let ignored: UInt64

  /// Never blocked: they mean a fault of secrun itself, or cannot be blocked.
  private static let untouchable =
    Hardening.fatalSignals.filter { $0 != SIGQUIT } + [SIGKILL, SIGSTOP]

  /// Asks for the mask of the calling thread.
  package static func current() -> SignalState {
    var mask = sigset_t()
    unsafe pthread_sigmask(SIG_BLOCK, nil, &mask)
    return SignalState(inherited: mask, ignored: cposix_ignored())
  }

  /// Blocks every signal that can be forwarded, `SIGCHLD` and `SIGPIPE` included, and opens a descriptor that
  /// reports them.
  package func blockForwardable() throws(SystemCallError) -> Descriptor {
    var mask = sigset_t()
    unsafe sigfillset(&mask)
    for number in Self.untouchable { unsafe sigdelset(&mask, number) }
    unsafe pthread_sigmask(SIG_SETMASK, &mask, nil)
    // An ignored SIGCHLD would make the kernel forget the child's status.
    Self.makeDefault(SIGCHLD)
    let number = unsafe cposix_signalfd(&mask)
    guard number >= 0 else { throw SystemCallError("signalfd") }
    return Descriptor(owning: number)
  }

  /// Gives the calling thread the mask as it came.
  package func restore() {
    var mask = inherited
    unsafe pthread_sigmask(SIG_SETMASK, &mask, nil)
  }

  /// Ignores again what came ignored, for a program that takes secrun's place.
  func restoreIgnored() { cposix_ignore(ignored) }

  /// Blocks one signal for the calling thread.
  package static func block(_ number: Int32) {
    var mask = sigset_t()
    unsafe sigemptyset(&mask)
    unsafe sigaddset(&mask, number)
    unsafe pthread_sigmask(SIG_BLOCK, &mask, nil)
  }

  /// Does something while one blocked signal is let through; `errno` is as `body` left it.
  static func letting<R>(_ number: Int32, _ body: () -> R) -> R {
    var mask = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&mask)
    unsafe sigaddset(&mask, number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &mask, &before)
    let result = body()
    let code = errno
    unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
    errno = code
    return result
  }

  /// Ends this process by a signal, as the child ended, without a core.
  package static func die(of number: Int32) {
    makeDefault(number)
    var mask = sigset_t()
    unsafe sigemptyset(&mask)
    unsafe sigaddset(&mask, number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &mask, nil)
    kill(getpid(), number)
  }

  /// Sends this process a signal that was read from the descriptor, now that its mask is as it came.
  package static func raise(_ number: Int32) { kill(getpid(), number) }

  /// Stops secrun as its child was stopped, until something continues it.
  ///
  /// With `wholeGroup` the other processes of secrun's job stop too, as they would have with the child in their
  /// group. The kernel lets no group stop by these signals that no shell watches over; this returns at once then.
  package static func stop(as number: Int32, wholeGroup: Bool) {
    var standard = sigaction()
    var before = sigaction()
    unsafe standard.__sigaction_handler.sa_handler = SIG_DFL
    _ = unsafe sigaction(number, &standard, &before)
    kill(wholeGroup ? 0 : getpid(), number)
    var mask = sigset_t()
    unsafe sigemptyset(&mask)
    unsafe sigaddset(&mask, number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &mask, nil)
    unsafe pthread_sigmask(SIG_BLOCK, &mask, nil)
    _ = unsafe sigaction(number, &before, nil)
  }

  private static func makeDefault(_ number: Int32) {
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = SIG_DFL
    _ = unsafe sigaction(number, &action, nil)
  }
}
