// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory

// The inner loop, and the views of secret memory as numbers that it and the tables need. This is the
// only file of the module that says `unsafe`.

/// A step of the automaton into a state of interest: where, and which.
struct Event {
  /// The position just behind the byte, counted from the start of the scanned range.
  let end: UInt32
  /// The offset of the state's row.
  let state: UInt32
  /// For how many bytes in a row the state is reached again and again, as in a row of equal bytes.
  var count: UInt32 = 1
}

/// Where the tables of an automaton stand; they stay there as long as it lives.
@safe
struct TableAddress: @unchecked Sendable {
  fileprivate let cells: UnsafePointer<UInt32>
  fileprivate let classes: UnsafePointer<UInt8>

  init(cells: borrowing SecretBytes, classes: borrowing SecretBytes) {
    let addresses = unsafe cells.withUnsafeBytes { cells in
      unsafe classes.withUnsafeBytes { classes in
        unsafe (
          cells.baseAddress?.assumingMemoryBound(to: UInt32.self),
          classes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        )
      }
    }
    guard let cells = unsafe addresses.0, let classes = unsafe addresses.1 else {
      preconditionFailure("tables are never empty")
    }
    unsafe self.cells = cells
    unsafe self.classes = classes
  }
}

extension Automaton {
  /// Runs the automaton over a range of `text` from `state`, and notes every state of interest.
  ///
  /// Stops early when `events` has reached its limit. Returns how many bytes were read.
  func scan(
    _ text: borrowing SecretBytes, _ range: Range<Int>, from state: inout UInt32,
    into events: inout [Event], limit: Int
  ) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
    return unsafe text.withUnsafeBytes { text in
      unsafe withTables { cells, classes in
        var current = state
        var position = range.lowerBound
        while position < range.upperBound {
          current = unsafe cells[Int(current + UInt32(classes[Int(text[position])]))]
          position += 1
          if current >= firstOfInterest {
            events.append(Event(end: UInt32(position - range.lowerBound), state: current))
            if events.count >= limit { break }
          }
        }
        state = current
        return position - range.lowerBound
      }
    }
  }

  /// How many bytes make four lanes worth while.
  static var fewestForLanes: Int { 2048 }

  /// Runs the automaton over a range of `text` in four lanes at once, and notes every state of interest.
  ///
  /// Each load waits for the one before it, so four lanes take hardly longer than one. A lane is in the
  /// right state after the bytes that the automaton knows of a needle, less one.
  func scanInLanes(
    _ text: borrowing SecretBytes, _ range: Range<Int>, from state: inout UInt32,
    into events: inout [Event], _ lanes: inout [Event]
  ) {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
    let length = range.count / 4
    precondition(length >= Trie.depth)
    if lanes.count < range.count {
      lanes = [Event](repeating: Event(end: 0, state: 0), count: range.count)
    }
    var states = SIMD4<UInt32>(state, 0, 0, 0)
    for lane in 1..<4 {
      let start = range.lowerBound + lane * length
      states[lane] = run(text, start - Trie.depth + 1..<start)
    }
    let counts = unsafe text.withUnsafeBytes { text in
      unsafe withTables { cells, classes in
        unsafe lanes.withUnsafeMutableBufferPointer { lanes in
          guard let text = text.baseAddress, let lanes = lanes.baseAddress else {
            return SIMD4<Int>()
          }
          return unsafe run(
            text.assumingMemoryBound(to: UInt8.self) + range.lowerBound, length, cells, classes,
            &states, lanes)
        }
      }
    }
    for lane in 0..<4 {
      let first = lane * length
      events.append(contentsOf: lanes[first..<first + counts[lane]])
    }
    state = states[3]
    let rest = range.lowerBound + 4 * length..<range.upperBound
    scanRest(text, rest, 4 * length, &state, &events)
  }

  /// The up to three bytes that four lanes leave over.
  private func scanRest(
    _ text: borrowing SecretBytes, _ rest: Range<Int>, _ offset: Int, _ state: inout UInt32,
    _ events: inout [Event]
  ) {
    for (index, place) in rest.enumerated() {
      state = step(state, text[place])
      if state >= firstOfInterest {
        events.append(Event(end: UInt32(offset + index + 1), state: state))
      }
    }
  }

  /// The loop itself; returns how many events each lane has put into its quarter of `events`.
  private func run(
    _ text: UnsafePointer<UInt8>, _ length: Int, _ cells: UnsafePointer<UInt32>,
    _ classes: UnsafePointer<UInt8>, _ states: inout SIMD4<UInt32>,
    _ events: UnsafeMutablePointer<Event>
  ) -> SIMD4<Int> {
    var (a, b, c, d) = (states[0], states[1], states[2], states[3])
    var counts = SIMD4<Int>()
    let first = firstOfInterest
    var index = 0
    while index < length {
      let before = SIMD4<UInt32>(a, b, c, d)
      a = unsafe cells[Int(a &+ UInt32(classes[Int(text[index])]))]
      b = unsafe cells[Int(b &+ UInt32(classes[Int(text[index &+ length])]))]
      c = unsafe cells[Int(c &+ UInt32(classes[Int(text[index &+ 2 &* length])]))]
      d = unsafe cells[Int(d &+ UInt32(classes[Int(text[index &+ 3 &* length])]))]
      index &+= 1
      guard max(max(a, b), max(c, d)) >= first else { continue }
      let reached = SIMD4<UInt32>(a, b, c, d)
      // Where every lane is back where it was, it stays there as long as its byte goes on.
      let repeats =
        reached == before ? unsafe Self.repeats(text, length, from: index) : 0
      for lane in 0..<4 where reached[lane] >= first {
        let end = lane &* length &+ index
        unsafe events[lane &* length &+ counts[lane]] = Event(
          end: UInt32(end), state: reached[lane], count: UInt32(repeats &+ 1))
        counts[lane] &+= 1
      }
      index &+= repeats
    }
    states = SIMD4(a, b, c, d)
    return counts
  }

  /// For how many bytes from `index` on each lane's text repeats the byte before.
  private static func repeats(
    _ text: UnsafePointer<UInt8>, _ length: Int, from index: Int
  ) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var end = index
    while end &+ 8 <= length {
      var difference: UInt64 = 0
      for lane in 0..<4 {
        let place = unsafe UnsafeRawPointer(text + (lane &* length &+ end))
        let byte = unsafe text[lane &* length &+ index &- 1]
        difference |= unsafe place.loadUnaligned(as: UInt64.self) ^ UInt64(byte) &* ones
      }
      guard difference == 0 else { break }
      end &+= 8
    }
    return end &- index
  }

  /// The state after a range of `text`, begun at the root.
  func run(_ text: borrowing SecretBytes, _ range: Range<Int>) -> UInt32 {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
    return unsafe text.withUnsafeBytes { text in
      unsafe withTables { cells, classes in
        var state: UInt32 = 0
        for position in range {
          state = unsafe cells[Int(state + UInt32(classes[Int(text[position])]))]
        }
        return state
      }
    }
  }

  /// The state after one more byte.
  func step(_ state: UInt32, _ byte: UInt8) -> UInt32 {
    precondition(Int(state) * 4 < cells.count)
    return unsafe withTables { cells, classes in
      unsafe cells[Int(state + UInt32(classes[Int(byte)]))]
    }
  }

  private func withTables<R>(
    _ body: (UnsafePointer<UInt32>, UnsafePointer<UInt8>) -> R
  ) -> R {
    unsafe body(address.cells, address.classes)
  }

  /// Whether a byte is among the first ones of some needle.
  func knows(_ byte: UInt8) -> Bool { unsafe address.classes[Int(byte)] != unknownClass }
}

extension SecretBytes {
  /// Lends the bytes as numbers for writing.
  mutating func withMutableCells<Cell: FixedWidthInteger & BitwiseCopyable, R: ~Copyable>(
    as cell: Cell.Type, _ body: (inout MutableSpan<Cell>) -> R
  ) -> R {
    unsafe withUnsafeMutableBytes { bytes in
      let cells = unsafe bytes.bindMemory(to: Cell.self)
      var span = unsafe cells.mutableSpan
      return body(&span)
    }
  }

  /// Copies bytes from one place to another; the ranges may overlap.
  mutating func move(_ range: Range<Int>, to offset: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    precondition(offset >= 0 && offset + range.count <= count)
    guard !range.isEmpty else { return }
    unsafe withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe (start + offset).copyMemory(from: start + range.lowerBound, byteCount: range.count)
    }
  }

  /// Whether a percent sign, a backslash, an escape or a backspace stands in a range.
  func hasEscape(in range: Range<Int>) -> Bool {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe withUnsafeBytes { bytes in
      // Eight bytes at a time; a byte that is zero leaves a carry in its highest bit.
      let ones: UInt64 = 0x0101_0101_0101_0101
      var found: UInt64 = 0
      var place = range.lowerBound
      while place &+ 8 <= range.upperBound {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        let percent = word ^ 0x25 &* ones
        let backslash = word ^ 0x5C &* ones
        let escape = word ^ 0x1B &* ones
        let backspace = word ^ 0x08 &* ones
        found |= (percent &- ones) & ~percent
        found |= (backslash &- ones) & ~backslash
        found |= (escape &- ones) & ~escape
        found |= (backspace &- ones) & ~backspace
        place &+= 8
      }
      if found & (ones << 7) != 0 { return true }
      while place < range.upperBound {
        let byte = unsafe bytes[place]
        if byte == 0x25 || byte == 0x5C || byte == 0x1B || byte == 0x08 { return true }
        place &+= 1
      }
      return false
    }
  }

  /// The first place of a byte within a range.
  func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    guard !range.isEmpty else { return nil }
    return unsafe withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return nil }
      let found = unsafe memchr(start + range.lowerBound, Int32(byte), range.count)
      return unsafe found.map { unsafe UnsafeRawPointer($0) - start }
    }
  }

  /// How many bytes of base64 stand in a row before `end`, at most `limit` and not before `start`.
  func rowOfBase64(before end: Int, notBefore start: Int, limit: Int) -> Int {
    precondition(start >= 0 && end <= count)
    return unsafe withUnsafeBytes { bytes in
      var length = 0
      while length < limit, end - length > start, unsafe bytes[end - length - 1].isBase64 {
        length += 1
      }
      return length
    }
  }

  /// The eight bytes before `end`, in halves.
  func tail(before end: Int) -> Tail {
    precondition(end >= 8 && end <= count)
    return unsafe withUnsafeBytes { bytes in
      unsafe Tail(
        first: bytes.loadUnaligned(fromByteOffset: end - 8, as: UInt32.self),
        second: bytes.loadUnaligned(fromByteOffset: end - 4, as: UInt32.self))
    }
  }

  /// The eight bytes that start at `offset`, as one number; for tables, not for text.
  func word(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset + 8 <= count)
    return unsafe withUnsafeBytes { bytes in
      unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
  }
}
