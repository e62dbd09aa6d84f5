// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls
import Testing

struct PollTests {
  @Test func `tells which descriptors have something to do`() throws {
    let full = try Pipe(size: 4096)
    let empty = try Pipe(size: 4096)
    try full.writer.writeAll([1])
    var poll = Poll()
    let fullReader = poll.addReader(full.reader.number)
    let emptyReader = poll.addReader(empty.reader.number)
    let writer = poll.addWriter(empty.writer.number)
    let hangUp = poll.addHangUp(empty.writer.number)
    try poll.wait(milliseconds: nil)
    #expect(poll.isReady(fullReader) && poll.isReady(writer))
    #expect(!poll.isReady(emptyReader) && !poll.isReady(hangUp))
  }

  @Test func `knows when nothing can come any more`() throws {
    #expect(Poll.haveEnded([]))
    let open = try Pipe(size: 4096)
    let first = try Pipe(size: 4096)
    let number = first.reader.number
    #expect(!Poll.haveEnded([number]))
    try first.writer.writeAll([1])
    let reader = first.takeReader()
    // The writer is gone, and left something.
    #expect(!Poll.haveEnded([number]))
    var byte = try SecretBytes(count: 1)
    _ = try reader.read(into: &byte, 0..<1)
    #expect(Poll.haveEnded([number]))
    #expect(!Poll.haveEnded([number, open.reader.number]))
    #expect(!Poll.haveEnded([number, 9999]))
  }

  @Test func `gives up after the time that it was given`() throws {
    let pipe = try Pipe(size: 4096)
    var poll = Poll()
    let reader = poll.addReader(pipe.reader.number)
    try poll.wait(milliseconds: 5)
    #expect(!poll.isReady(reader))
    poll.removeAll()
    #expect(poll.addReader(pipe.reader.number) == 0)
  }

  @Test func `the end of a pipe wakes both sides`() throws {
    let pipe = try Pipe(size: 4096)
    let reader = pipe.takeReader()
    var poll = Poll()
    let entry = poll.addReader(reader.number)
    try poll.wait(milliseconds: nil)
    #expect(poll.isReady(entry))
    try Poll.wait(for: reader.number)
  }
}
