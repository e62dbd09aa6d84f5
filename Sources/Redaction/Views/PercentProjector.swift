// SPDX-License-Identifier: Apache-2.0

/// Shows `%41` as `A`.
struct PercentProjector: Projecting {
  private var start: Int?
  /// The first digit as it stands, once read.
  private var first: UInt8?

  var undecided: Int? { start }

  mutating func feed(_ byte: UInt8, at position: Int, into view: inout Projection) {
    guard let start else { return begin(byte, position, &view) }
    guard let digit = byte.hexValue else {
      flush(at: position, into: &view)
      return begin(byte, position, &view)
    }
    guard let first, let high = first.hexValue else {
      first = byte
      return
    }
    view.append(high << 4 | digit, for: start..<position + 1, isChanged: true)
    self.start = nil
    self.first = nil
  }

  private mutating func begin(_ byte: UInt8, _ position: Int, _ view: inout Projection) {
    if byte == UInt8(ascii: "%") {
      start = position
    } else {
      view.append(byte, for: position..<position + 1, isChanged: false)
    }
  }

  mutating func flush(at position: Int, into view: inout Projection) {
    guard let start else { return }
    view.append(UInt8(ascii: "%"), for: start..<start + 1, isChanged: false)
    if let first { view.append(first, for: start + 1..<start + 2, isChanged: false) }
    self.start = nil
    self.first = nil
  }
}
