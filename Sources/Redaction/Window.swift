// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The bytes of a stream that may still be needed, in the arena, addressed by their stream position.
struct Window: ~Copyable {
  private(set) var bytes: SecretBytes
  /// The position of the first byte that is kept, and of the byte behind the last.
  private(set) var start = 0
  private(set) var end = 0
  /// Where in `bytes` the first kept byte stands.
  private var offset = 0

  init(capacity: Int) throws(RedactionError) {
    bytes = try RedactionError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(count: capacity)
    }
  }

  /// How many more bytes fit.
  var room: Int { bytes.count - (end - start) }

  func index(_ position: Int) -> Int { position - start + offset }

  func range(_ positions: Range<Int>) -> Range<Int> {
    index(positions.lowerBound)..<index(positions.upperBound)
  }

  subscript(position: Int) -> UInt8 { bytes[index(position)] }

  /// The eight bytes before a position, as one number.
  func word(before position: Int) -> UInt64 { bytes.word(at: index(position) - 8) }

  /// The position of the first such byte from a position on.
  func first(_ byte: UInt8, from position: Int) -> Int? {
    bytes.firstIndex(of: byte, in: range(position..<end)).map { $0 - offset + start }
  }

  /// Lends up to `count` free bytes to be filled, and takes over as many as `read` says.
  mutating func fill<E: Error>(
    _ count: Int, _ read: (inout SecretBytes, Range<Int>) throws(E) -> Int
  ) throws(E) -> Int {
    let count = min(count, room)
    if index(end) + count > bytes.count { moveToFront() }
    let free = index(end)..<index(end) + count
    let filled = try read(&bytes, free)
    precondition(filled >= 0 && filled <= count)
    end += filled
    return filled
  }

  mutating func append(_ byte: UInt8) {
    if index(end) == bytes.count { moveToFront() }
    bytes[index(end)] = byte
    end += 1
  }

  private mutating func moveToFront() {
    let kept = range(start..<end)
    bytes.move(kept, to: 0)
    bytes.wipe(max(kept.count, kept.lowerBound)..<kept.upperBound)
    offset = 0
  }

  /// Wipes and forgets everything before a position.
  mutating func discard(to position: Int) {
    guard position > start else { return }
    bytes.wipe(range(start..<position))
    offset = position == end ? 0 : index(position)
    start = position
  }
}
