// SPDX-License-Identifier: Apache-2.0

/// The places in the new bytes of a stream that may wake one of the views, found once for all of them.
struct TriggerPlaces {
  private var percents: [Int] = []
  private var backslashes: [Int] = []
  private var controls: [Int] = []
  private var lineEnds: [Int] = []
  private var found: [Int] = []

  /// Finds them from a position on.
  mutating func find(in raw: borrowing Window, from position: Int) {
    removeAll()
    raw.bytes.appendTriggers(in: raw.range(position..<raw.end), to: &found)
    for index in found {
      let place = raw.position(at: index)
      switch raw[place] {
      case UInt8(ascii: "%"): if Escape.mayBegin(in: raw, at: place) { percents.append(place) }
      case UInt8(ascii: "\\"): if Escape.mayBegin(in: raw, at: place) { backslashes.append(place) }
      case 0x0A, 0x0D:
        // Most lines end in something else than base64.
        if place == position || raw[place - 1].isBase64 { lineEnds.append(place) }
      default: controls.append(place)
      }
    }
  }

  private mutating func removeAll() {
    percents.removeAll(keepingCapacity: true)
    backslashes.removeAll(keepingCapacity: true)
    controls.removeAll(keepingCapacity: true)
    lineEnds.removeAll(keepingCapacity: true)
    found.removeAll(keepingCapacity: true)
  }

  /// The places for one kind of view, in order.
  subscript(kind: Projector.Kind) -> [Int] {
    switch kind {
    case .percent, .deepPercent: percents
    case .backslash, .deepBackslash: backslashes
    case .terminal: controls
    case .plain: lineEnds
    }
  }
}

extension UInt8 {
  /// Whether the byte may wake a view.
  @inline(__always) var isTrigger: Bool {
    // Backspace, the line ends and escape.
    self < 0x20
      ? (0x0800_2500 as UInt32) >> UInt32(self) & 1 == 1
      : self == UInt8(ascii: "%") || self == UInt8(ascii: "\\")
  }
}
