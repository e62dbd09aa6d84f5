// SPDX-License-Identifier: Apache-2.0

import Redaction
import SecretMemory
import SystemCalls

/// What was redacted on one stream.
struct StreamHits {
  /// `stdout` or `stderr`.
  let stream: String
  /// The counts by name and encoding.
  let hits: [Hit]
}

/// One stream on its way from the child through a redactor to secrun's own descriptor.
final class StreamRelay {
  /// Reads are large, since each costs a system call on either side of the pipe.
  private static let readSize = 128 * 1024
  /// How long a terminal may wait for a byte that could begin a secret, in milliseconds.
  static let shortPrefixDelay = 30

  private let name: String
  /// The reading end of the child's pipe; closed as soon as the stream is ended, so that the child notices.
  private var source: Descriptor?
  let sourceNumber: Int32
  private var sink: OutputSink
  private var redactor: Redactor
  private var isSourceEnded = false
  /// Whether nothing more will come out: the source ended and all is written, or the reader is gone.
  private(set) var isEnded = false {
    didSet { if isEnded { source = nil } }
  }
  /// Why writing failed, when it was not just that the reader went away.
  private(set) var failure: SystemCallError?

  init(
    _ name: String, from source: consuming Descriptor, to number: Int32,
    redactor: consuming Redactor
  ) {
    self.name = name
    sourceNumber = source.number
    self.source = .some(source)
    sink = OutputSink(number)
    self.redactor = redactor
  }

  var hasHits: Bool { !redactor.hits.isEmpty }

  var streamHits: StreamHits { StreamHits(stream: name, hits: redactor.hits) }

  /// Whether a person may be waiting for a held prefix that is short enough to be shown.
  var holdsBackFromTerminal: Bool { sink.isTerminal && redactor.holdsShortPrefix }

  /// Adds what the stream waits for; the source is not read while output waits to be written.
  func add(to poll: inout Poll) -> Int {
    redactor.hasOutput ? poll.addWriter(sink.pollNumber) : poll.addReader(sourceNumber)
  }

  /// Moves what can be moved; returns whether anything came from the child.
  func pump() throws(SystemCallError) -> Bool {
    guard try flush(), !isEnded else { return false }
    let source = sourceNumber
    var isEnd = false
    let count = try redactor.fill(Self.readSize) { window, range throws(SystemCallError) in
      switch try Descriptor(borrowing: source).read(into: &window, range) {
      case .moved(let count):
        isEnd = count == 0
        return count
      case .wouldWait: return 0
      }
    }
    if isEnd {
      isSourceEnded = true
      redactor.finish()
    }
    _ = try flush()
    return count > 0
  }

  /// Lets a short held prefix out; what has been matched of it is not forgotten.
  func releaseShortPrefix() throws(SystemCallError) {
    redactor.releaseShortPrefix()
    _ = try flush()
  }

  /// Relays on its own, without a child, until the source has ended.
  func runToEnd() throws(SystemCallError) {
    var poll = Poll()
    while !isEnded {
      poll.removeAll()
      let index = add(to: &poll)
      CurrentProcess.clearRegisters()
      try poll.wait(milliseconds: holdsBackFromTerminal ? Self.shortPrefixDelay : nil)
      if poll.isReady(index) { _ = try pump() } else { try releaseShortPrefix() }
    }
  }

  /// Ends a stream whose pipe something else keeps open.
  func abandon() throws(SystemCallError) {
    redactor.finish()
    isSourceEnded = true
    _ = try flush()
  }

  /// Writes until nothing is left or the sink is full; returns whether nothing is left.
  private func flush() throws(SystemCallError) -> Bool {
    var isFull = false
    while redactor.hasOutput, !isFull, !isEnded {
      do throws(SystemCallError) {
        try redactor.drain { window, range throws(SystemCallError) in
          switch try sink.write(window, range) {
          case .moved(let count):
            // What a pipe takes in part has filled it.
            isFull = count < range.count
            return count
          case .wouldWait:
            isFull = true
            return 0
          }
        }
      } catch {
        // The child learns of it as it would without secrun: its next write finds no reader.
        if !error.isBrokenPipe { failure = error }
        isEnded = true
      }
    }
    if isSourceEnded, !redactor.hasOutput { isEnded = true }
    return !redactor.hasOutput
  }
}
