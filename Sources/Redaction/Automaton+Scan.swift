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

  /// How many bytes make it worth while to look for grams first.
  static var fewestForGrams: Int { 64 }

  /// Runs the automaton over a range of `text` only near grams of needles, and notes every state of interest.
  ///
  /// Returns how many bytes were read: fewer than all where grams are so frequent that lanes are faster.
  func scanNearGrams(
    _ text: borrowing SecretBytes, _ range: Range<Int>, from state: inout UInt32,
    into events: inout [Event]
  ) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
    precondition(range.count >= Self.fewestForGrams && filter.step > 0)
    return unsafe text.withUnsafeBytes { text in
      guard let start = text.baseAddress else { return 0 }
      let text = unsafe start + range.lowerBound
      // How far before the place of a gram a needle may begin.
      let reach = Trie.depth - filter.width
      var trace = Trace(end: 0, state: state)
      unsafe self.trace(text, to: Trie.depth, &trace, &events)
      var place = 0
      var budget = max(1, range.count / 256)
      while unsafe findGram(text, &place, before: range.count - filter.width + 1) {
        unsafe self.trace(
          text, from: place - reach, to: min(place + Trie.depth, range.count), &trace, &events)
        place += filter.step
        budget -= 1
        if budget == 0 {
          state = trace.state
          return trace.end
        }
      }
      // The end is in the right state after as many bytes as the automaton knows of a needle.
      let tail = min(place - reach, range.count - Trie.depth)
      unsafe self.trace(text, from: tail, to: range.count, &trace, &events)
      state = trace.state
      return range.count
    }
  }

  /// Up to where the automaton has run, and the state that it was in there.
  private struct Trace {
    var end: Int
    var state: UInt32
  }

  /// Goes on to `end`, from the root where nothing before `start` matters.
  private func trace(
    _ text: UnsafeRawPointer, from start: Int = 0, to end: Int, _ trace: inout Trace,
    _ events: inout [Event]
  ) {
    if start > trace.end { trace = Trace(end: start, state: 0) }
    let first = firstOfInterest
    unsafe withTables { cells, classes in
      var state = trace.state
      var place = trace.end
      while place < end {
        let byte = unsafe text.load(fromByteOffset: place, as: UInt8.self)
        state = unsafe cells[Int(state &+ UInt32(classes[Int(byte)]))]
        place &+= 1
        if state >= first { events.append(Event(end: UInt32(place), state: state)) }
      }
      trace = Trace(end: place, state: state)
    }
  }

  /// Moves `place` on to a gram that a needle may hold; false when there is none before `end`.
  private func findGram(_ text: UnsafeRawPointer, _ place: inout Int, before end: Int) -> Bool {
    let (step, shift, keys, last) = (filter.step, filter.shift, filter.keys, filter.width - 4)
    return unsafe filter.bits.withUnsafeBytes { bits in
      guard let bits = bits.baseAddress else { return false }
      let others = unsafe bits + filter.bits.count / 2
      while place < end {
        let gram = unsafe Gram(
          first: text.loadUnaligned(fromByteOffset: place, as: UInt32.self),
          second: text.loadUnaligned(fromByteOffset: place &+ last, as: UInt32.self))
        if unsafe Self.isNoted(keys.place(gram) >> shift, bits),
          unsafe Self.isNoted(keys.otherPlace(gram) >> shift, others)
        {
          return true
        }
        place &+= step
      }
      return false
    }
  }

  private static func isNoted(_ bit: UInt64, _ bits: UnsafeRawPointer) -> Bool {
    unsafe bits.load(fromByteOffset: Int(bit >> 3), as: UInt8.self) >> UInt8(bit & 7) & 1 == 1
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
  /// Appends the places of a range that hold a percent sign, a backslash, a line end, an escape or a backspace.
  ///
  /// Four words at a time. What is found so is looked at once more.
  func appendTriggers(in range: Range<Int>, to places: inout [Int]) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    typealias Words = SIMD4<UInt64>
    unsafe withUnsafeBytes { bytes in
      var place = range.lowerBound
      while place &+ 32 <= range.upperBound {
        let words = unsafe bytes.loadUnaligned(fromByteOffset: place, as: Words.self)
        if Self.mayHoldTriggers(words) {
          var rest = Self.triggers(in: words)
          while rest != 0 {
            let trigger = place &+ rest.trailingZeroBitCount
            if unsafe bytes[trigger].isTrigger { places.append(trigger) }
            rest &= rest &- 1
          }
        }
        place &+= 32
      }
      for place in place..<range.upperBound where unsafe bytes[place].isTrigger {
        places.append(place)
      }
    }
  }

  /// A byte in every place of four words.
  @inline(__always)
  private static func all(_ byte: UInt64) -> SIMD4<UInt64> {
    SIMD4(repeating: byte &* 0x0101_0101_0101_0101)
  }

  /// Whether a percent sign, a backslash or any control byte stands in four words.
  @inline(__always)
  private static func mayHoldTriggers(_ words: SIMD4<UInt64>) -> Bool {
    // A byte that is less leaves a carry in its highest bit.
    let controls = (words &- all(0x20)) & ~words
    let found =
      (controls | places(of: 0x25, in: words) | places(of: 0x5C, in: words)) & all(0x80)
    let halves = found.lowHalf | found.highHalf
    return halves[0] | halves[1] != 0
  }

  /// A bit for each byte of four words that may be a trigger.
  @inline(__always)
  private static func triggers(in words: SIMD4<UInt64>) -> UInt32 {
    // Backspace and line feed differ in one bit.
    let controls =
      places(of: 0x08, in: words & all(0xFD)) | places(of: 0x0D, in: words)
      | places(of: 0x1B, in: words)
    let found =
      (controls | places(of: 0x25, in: words) | places(of: 0x5C, in: words)) & all(0x80)
    var bits: UInt32 = 0
    for index in 0..<4 {
      // Moves the highest bits of the eight bytes side by side.
      let byte = ((found[index] >> 7) &* 0x0102_0408_1020_4080) >> 56
      bits |= UInt32(byte) << UInt32(8 &* index)
    }
    return bits
  }

  /// Sets the highest bit of each byte that is equal; a carry may set it in the byte behind one, too.
  @inline(__always)
  private static func places(of byte: UInt64, in words: SIMD4<UInt64>) -> SIMD4<UInt64> {
    let difference = words ^ all(byte)
    return (difference &- all(1)) & ~difference
  }

  /// How many bytes of base64 stand in a row before `end`, at most `limit` and not before `start`.
  func rowOfBase64(before end: Int, notBefore start: Int, limit: Int) -> Int {
    precondition(start >= 0 && start <= end && end <= count)
    let start = max(start, end - limit)
    return unsafe withUnsafeBytes { bytes in
      var place = end
      while place > start, place >= 8 {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: place &- 8, as: UInt64.self)
        let others = word.bytesNotBase64
        guard others == 0 else {
          return min(end - place + others.leadingZeroBitCount / 8, end - start)
        }
        place -= 8
      }
      while place > start, unsafe bytes[place - 1].isBase64 { place -= 1 }
      return end - max(place, start)
    }
  }
}
