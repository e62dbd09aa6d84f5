// SPDX-License-Identifier: Apache-2.0

/// Shows a terminal's text without escape sequences, and overstruck letters once.
struct TerminalProjector: Projecting {
  private enum Stage {
    case text
    case escape
    /// `ESC (` and the like, which take one more byte.
    case charset
    case control
    case command
    case commandEscape
  }

  private var stage = Stage.text
  private var sequenceLength = 0
  /// The last letter, which a backspace may yet take back.
  private var last: (byte: UInt8, start: Int, end: Int)?
  /// The letter that a backspace has taken back.
  private var overstruck: (byte: UInt8, start: Int, end: Int)?
  /// How many letters were read since the last backspace; an overstruck line has one or two.
  private var lettersSinceBackspace = 3

  /// A sequence that has not ended by then is none; a command may be longer, for links and titles.
  private static let longestControl = 64
  private static let longestCommand = 1024

  /// Where the letter stands that is not shown yet, if it may begin a needle.
  func undecided(mayBegin: (UInt8) -> Bool) -> Int? {
    guard let letter = overstruck ?? last, mayBegin(letter.byte) else { return nil }
    return letter.start
  }

  /// Whether all sequences have ended.
  var isAtRest: Bool {
    if case .text = stage { return overstruck == nil && lettersSinceBackspace > 2 }
    return false
  }

  mutating func feed(_ byte: UInt8, at position: Int, into view: inout Projection) {
    sequenceLength += 1
    switch stage {
    case .text: feedText(byte, position, &view)
    case .escape: feedEscape(byte)
    case .charset: stage = .text
    case .control:
      if (0x40...0x7E).contains(byte) || sequenceLength > Self.longestControl { stage = .text }
    case .command:
      if byte == 0x1B {
        stage = .commandEscape
      } else if byte == 0x07 || byte == 0x0A || sequenceLength > Self.longestCommand {
        stage = .text
      }
    case .commandEscape: stage = byte == UInt8(ascii: "\\") ? .text : .command
    }
  }

  private mutating func feedEscape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "["): stage = .control
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      stage = .command
    case 0x20...0x2F: stage = .charset
    case 0x1B: stage = .escape
    default: stage = .text
    }
  }

  private mutating func feedText(_ byte: UInt8, _ position: Int, _ view: inout Projection) {
    switch byte {
    case 0x1B:
      give(&view)
      view.leaveOut()
      stage = .escape
      sequenceLength = 1
    case 0x08:
      lettersSinceBackspace = 0
      view.leaveOut()
      overstruck = last
      last = nil
    default:
      lettersSinceBackspace += 1
      give(&view)
      // A letter printed twice is bold: both belong to it. Another one was only taken back.
      let start = overstruck?.byte == byte ? overstruck?.start : nil
      last = (byte, start ?? position, position + 1)
      overstruck = nil
    }
  }

  private mutating func give(_ view: inout Projection) {
    guard let last else { return }
    let isChanged = last.end - last.start != 1
    view.append(last.byte, for: last.start..<last.end, isChanged: isChanged)
    self.last = nil
  }

  mutating func flush(at position: Int, into view: inout Projection) {
    give(&view)
    overstruck = nil
  }
}
