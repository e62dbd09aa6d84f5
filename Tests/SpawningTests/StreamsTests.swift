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
}
