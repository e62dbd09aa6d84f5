// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Waiting for descriptors; the C function is `poll`.
package struct Poll {
  private var entries: [pollfd] = []

  /// Starts with nothing to wait for.
  package init() {}

  /// Waits for bytes to read, or for the end.
  package mutating func addReader(_ number: Int32) -> Int { add(number, Int16(POLLIN)) }

  /// Waits for room to write, or for the reader to go away.
  package mutating func addWriter(_ number: Int32) -> Int { add(number, Int16(POLLOUT)) }

  /// Waits only for the reader of an output to go away.
  package mutating func addHangUp(_ number: Int32) -> Int { add(number, 0) }

  private mutating func add(_ number: Int32, _ events: Int16) -> Int {
    entries.append(pollfd(fd: number, events: events, revents: 0))
    return entries.count - 1
  }

  /// Waits until something is ready or `milliseconds` have passed; nil waits for ever.
  package mutating func wait(milliseconds: Int?) throws(SystemCallError) {
    let limit = Int32(clamping: milliseconds ?? -1)
    let count = unsafe poll(&entries, nfds_t(entries.count), limit)
    guard count >= 0 || errno == EINTR else { throw SystemCallError("poll") }
    if count < 0 {
      for index in entries.indices { entries[index].revents = 0 }
    }
  }

  /// Whether the entry that `add…` numbered has something to do, an end or an error included.
  package func isReady(_ index: Int) -> Bool { entries[index].revents != 0 }

  /// Forgets all entries.
  package mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  /// Whether nothing is left to read from these pipes or terminals, and everything that could write to them is gone.
  package static func haveEnded(_ numbers: [Int32]) -> Bool {
    var entries = numbers.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard unsafe poll(&entries, nfds_t(entries.count), 0) == entries.count else { return false }
    return entries.allSatisfy { $0.revents == Int16(POLLHUP) }
  }

  /// Waits until one descriptor can be read.
  package static func wait(for number: Int32) throws(SystemCallError) {
    var poll = Poll()
    _ = poll.addReader(number)
    try poll.wait(milliseconds: nil)
  }
}
