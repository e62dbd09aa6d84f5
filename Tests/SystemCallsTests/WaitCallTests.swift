// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import Testing

struct WaitCallTests {
  private static func next(of id: Int32) throws -> ChildEvent {
    while true {
      if let (found, event) = try WaitCall.next(), found == id { return event }
      usleep(1000)
    }
  }

  @Test func `without a child there is nothing to hear`() async {
    await #expect(processExitsWith: .success) {
      let event = try WaitCall.next()
      #expect(event == nil)
    }
  }

  @Test func `hears stops and continuations too`() async {
    await #expect(processExitsWith: .success) {
      let id = try Shell.start("kill -STOP $$; exec sleep 60")
      #expect(try Self.next(of: id) == .stopped(SIGSTOP))
      #expect(try WaitCall.next() == nil)
      CurrentProcess.send(SIGCONT, to: id)
      #expect(try Self.next(of: id) == .continued)
      CurrentProcess.send(SIGKILL, to: id)
      #expect(try Self.next(of: id) == .signaled(SIGKILL))
      #expect(try WaitCall.next() == nil)
    }
  }

  @Test func `tells several children apart`() async {
    await #expect(processExitsWith: .success) {
      let first = try Shell.start("exit 1")
      let second = try Shell.start("exit 2")
      var events: [Int32: ChildEvent] = [:]
      while events.count < 2 {
        if let (id, event) = try WaitCall.next() { events[id] = event } else { usleep(1000) }
      }
      #expect(events == [first: .exited(1), second: .exited(2)])
    }
  }
}
