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

  /// How large the window may become.
  ///
  /// It starts small, since each page of hidden memory that is touched, or wiped at the end, takes time.
  var limit: Int
  private var wasFull = false

  /// An empty window at a position of the stream.
  init(limit: Int) throws(RedactionError) {
    self.limit = limit
    bytes = try RedactionError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(count: min(limit, Self.firstSize))
    }
  }

  private static let firstSize = 4096

  /// How many more bytes fit once the window has grown.
  var room: Int { limit - (end - start) }

  func index(_ position: Int) -> Int { position - start + offset }

  /// The position of the byte that stands at an index.
  func position(at index: Int) -> Int { index - offset + start }

  func range(_ positions: Range<Int>) -> Range<Int> {
    index(positions.lowerBound)..<index(positions.upperBound)
  }

  subscript(position: Int) -> UInt8 { bytes[index(position)] }

  /// The eight bytes before a position.
  func tail(before position: Int) -> Gram { bytes.gram(at: index(position) - 8, width: 8) }

  /// Lends up to `count` free bytes to be filled, and takes over as many as `read` says.
  mutating func fill<E: Error>(
    _ count: Int, _ read: (inout SecretBytes, Range<Int>) throws(E) -> Int
  ) throws(E) -> Int {
    let kept = end - start
    if wasFull || kept > bytes.count / 2 { grow(to: min(limit, 4 * bytes.count)) }
    let count = min(count, bytes.count - kept)
    if index(end) + count > bytes.count { moveToFront() }
    let free = index(end)..<index(end) + count
    let filled = try read(&bytes, free)
    precondition(filled >= 0 && filled <= count)
    wasFull = filled == count && count > bytes.count / 2
    end += filled
    return filled
  }

  mutating func append(_ byte: UInt8) {
    if end - start == bytes.count { grow(to: 2 * bytes.count) }
    if index(end) == bytes.count { moveToFront() }
    bytes[index(end)] = byte
    end += 1
  }

  /// Moves to a larger block; without memory for one, the window stays as it is.
  private mutating func grow(to size: Int) {
    guard size > bytes.count, var larger = try? SecretBytes(count: size) else { return }
    larger.replace(at: 0, with: bytes, range(start..<end))
    bytes = larger
    offset = 0
    wasFull = false
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
    if Wipe.relayedBytes.isDone { bytes.wipe(range(start..<position)) }
    offset = position == end ? 0 : index(position)
    start = position
  }
}
