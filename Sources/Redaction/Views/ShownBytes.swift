// SPDX-License-Identifier: Apache-2.0

/// A byte as a projector shows it.
struct ShownByte {
  let byte: UInt8
  /// The raw bytes that it stands for.
  let span: Range<Int>
  /// Whether these read otherwise.
  let isChanged: Bool

  /// A raw byte, as it stands.
  init(_ byte: UInt8 = 0, at position: Int = 0) {
    self.init(byte, for: position..<position + 1, isChanged: false)
  }

  init(_ byte: UInt8, for span: Range<Int>, isChanged: Bool) {
    self.byte = byte
    self.span = span
    self.isChanged = isChanged
  }
}

/// What a projector shows bytes to.
protocol Showing: ~Copyable {
  /// Shows a byte that stands for a raw range.
  mutating func append(_ byte: UInt8, for span: Range<Int>, isChanged: Bool)
  /// Notes that raw bytes up to a position are left out.
  mutating func leaveOut(before rawEnd: Int)
}

extension Showing where Self: ~Copyable {
  mutating func append(_ shown: ShownByte) {
    append(shown.byte, for: shown.span, isChanged: shown.isChanged)
  }
}

/// What one projector shows to another for one raw byte: at most an escape that turned out to be none.
struct ShownBytes: Showing {
  private(set) var bytes = InlineArray<16, ShownByte>(repeating: ShownByte())
  private(set) var count = 0
  private(set) var leftOut: Int?

  mutating func append(_ byte: UInt8, for span: Range<Int>, isChanged: Bool) {
    bytes[count] = ShownByte(byte, for: span, isChanged: isChanged)
    count += 1
  }

  mutating func leaveOut(before rawEnd: Int) { leftOut = rawEnd }

  mutating func removeAll() {
    for index in 0..<count { bytes[index] = ShownByte() }
    count = 0
    leftOut = nil
  }
}
