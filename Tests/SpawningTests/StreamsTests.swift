// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import Spawning
import SystemCalls
import TestKit
import Testing

/// What standard output and error are belongs to the process, so each test has a process of its own.
struct StreamsTests {
  private enum Shape { case inherited, output, error, both, merged }

  private static func shape(_ streams: consuming Streams) -> Shape {
    let isMerged = streams.isMerged
    let output = isSome(streams.takeOutput())
    let error = isSome(streams.takeError())
    switch (output, error) {
    case (true, true): return .both
    case (true, false): return isMerged ? .merged : .output
    case (false, true): return .error
    case (false, false): return .inherited
    }
  }

  private static func isSome(_ descriptor: consuming Descriptor?) -> Bool {
    switch descriptor {
    case .some: true
    case .none: false
    }
  }

  @Test func `without pipes the child gets secrun's own streams`() {
    #expect(Self.shape(Streams()) == .inherited)
  }

  @Test func `two open files give two pipes, one gives one`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      func open(_ name: String) -> Int32 {
        unsafe Glibc.open(folder[name], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
      }
      let kept = (dup(1), dup(2))
      dup2(open("out"), 1)
      dup2(open("err"), 2)
      let apart = Self.shape(try Streams.relayed(.never))
      dup2(1, 2)
      let together = Self.shape(try Streams.relayed(.never))
      dup2(open("out"), 2)
      let twice = Self.shape(try Streams.relayed(.never))
      _ = close(2)
      let outputOnly = Self.shape(try Streams.relayed(.never))
      _ = close(1)
      let none = Self.shape(try Streams.relayed(.never))
      dup2(kept.1, 2)
      let errorOnly = Self.shape(try Streams.relayed(.never))
      dup2(kept.0, 1)
      #expect(apart == .both && together == .merged && twice == .both)
      #expect(outputOnly == .output && none == .inherited && errorOnly == .error)
    }
  }

  @Test func `pipes and sockets that are shared are merged too`() async {
    await #expect(processExitsWith: .success) {
      let kept = (dup(1), dup(2))
      let pipe = try Pipe(size: 4096)
      dup2(pipe.writerNumber, 1)
      dup2(pipe.writerNumber, 2)
      let shared = Self.shape(try Streams.relayed(.never))
      let other = try Pipe(size: 4096)
      dup2(other.writerNumber, 2)
      let apart = Self.shape(try Streams.relayed(.never))
      dup2(kept.0, 1)
      dup2(kept.1, 2)
      #expect(shared == .merged && apart == .both)
    }
  }

  @Test func `terminals that are asked for are displays with a size of their own`() async {
    await #expect(processExitsWith: .success) {
      let null = unsafe Glibc.open("/dev/null", O_RDWR | O_CLOEXEC)
      for number in [0, 1, 2] as [Int32] { dup2(null, number) }
      var streams = try Streams.relayed(.always)
      #expect(streams.isMerged && streams.lack == nil && !streams.terminal.hasSession)
      let output = streams.takeOutput()
      guard case .some(let output) = output else { return #expect(Bool(false)) }
      #expect(Terminal.isTerminal(output.number))
    }
  }

  @Test func `where there are no terminals a child gets pipes unless it was promised one`() async {
    await #expect(processExitsWith: .success) {
      // A terminal on all three, and then no descriptor left for another.
      let user = try PseudoTerminal(like: nil, processesOutput: true)
      let side = try user.open()
      for number in [0, 1, 2] as [Int32] { dup2(side.number, number) }
      var limit = rlimit()
      _ = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      limit.rlim_cur = rlim_t(side.number) + 1
      _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      let error = #expect(throws: SystemCallError.self) {
        _ = try Streams.relayed(.always).isMerged
      }
      #expect(error?.call == "posix_openpt" && error?.code == EMFILE)
    }
  }
}
