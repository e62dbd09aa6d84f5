// SPDX-License-Identifier: Apache-2.0

/// Shows `%41` as `A`, and when deep, `%2541` too.
struct PercentProjector: Projecting {
  /// Whether an escape may stand for the `%` of another.
  let isDeep: Bool
  /// The raw range that reads as `%`.
  private var percent: Range<Int>?
  /// The first digit as it stands, once read.
  private var first: UInt8?

  init(isDeep: Bool) { self.isDeep = isDeep }

  var undecided: Int? { percent?.lowerBound }

  mutating func feed(_ byte: UInt8, at position: Int, into view: inout Projection) {
    guard let percent else { return begin(byte, position, &view) }
    guard let digit = byte.hexValue else {
      flush(at: position, into: &view)
      return begin(byte, position, &view)
    }
    guard let first, let high = first.hexValue else {
      first = byte
      return
    }
    let decoded = high << 4 | digit
    let span = percent.lowerBound..<position + 1
    self.first = nil
    if isDeep, decoded == UInt8(ascii: "%") {
      self.percent = span
    } else {
      view.append(decoded, for: span, isChanged: true)
      self.percent = nil
    }
  }

  private mutating func begin(_ byte: UInt8, _ position: Int, _ view: inout Projection) {
    if byte == UInt8(ascii: "%") {
      percent = position..<position + 1
    } else {
      view.append(byte, for: position..<position + 1, isChanged: false)
    }
  }

  mutating func flush(at position: Int, into view: inout Projection) {
    guard let percent else { return }
    view.append(UInt8(ascii: "%"), for: percent, isChanged: percent.count > 1)
    if let first {
      let place = percent.upperBound
      view.append(first, for: place..<place + 1, isChanged: false)
    }
    self.percent = nil
    first = nil
  }
}
