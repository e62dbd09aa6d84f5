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
  /// The letter that was shown just before, which may yet be printed twice.
  private var shown: UInt8?
  /// That letter, once a backspace has followed it.
  private var shownTwice: UInt8?
  /// Whether the next letter that is shown follows one that was printed twice.
  private var isGlued = false
  /// The last letter of overstruck text, which a backspace may yet take back.
  private var last: (byte: UInt8, start: Int, end: Int)?
  /// The letter that a backspace has taken back.
  private var overstruck: (byte: UInt8, start: Int, end: Int)?
  /// How many letters were read since the last backspace; overstruck text has one or two.
  private var lettersSinceBackspace = 3

  /// Starts behind a letter that was shown, if there is one.
  init(behind shown: UInt8? = nil) { self.shown = shown }

  /// A sequence that has not ended by then is none; a command may be longer, for links and titles.
  private static let longestControl = 64
  private static let longestCommand = 1024

  /// Where the letter stands that is not shown yet, if it may begin a needle.
  func undecided(mayBegin: (UInt8) -> Bool) -> Int? {
    guard let letter = overstruck ?? last, mayBegin(letter.byte) else { return nil }
    return letter.start
  }

  /// Whether all sequences have ended and every letter is shown.
  var isAtRest: Bool {
    if case .text = stage { return lettersSinceBackspace > 2 }
    return false
  }

  mutating func feed(_ byte: UInt8, at position: Int, into view: inout Projection) {
    sequenceLength += 1
    switch stage {
    case .text: return feedText(byte, position, &view)
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
    view.leaveOut(before: position + 1)
  }

  /// Where a sequence such as a colour ends that starts at `place`; nil for a command, which may be long, and
  /// when the window does not hold the end.
  static func endOfSequence(_ raw: borrowing Window, at place: Int) -> Int? {
    guard place + 3 < raw.end, raw[place] == 0x1B else { return nil }
    switch raw[place + 1] {
    case UInt8(ascii: "["):
      for end in place + 2..<max(place + 2, min(place + longestControl, raw.end))
      where (0x40...0x7E).contains(raw[end]) {
        return end + 1
      }
      return nil
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"), 0x1B:
      return nil
    case 0x20...0x2F: return place + 3
    default: return place + 2
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
      reset()
      view.leaveOut(before: position + 1)
      stage = .escape
      sequenceLength = 1
    case 0x08:
      lettersSinceBackspace = 0
      view.leaveOut(before: position + 1)
      shownTwice = shown
      overstruck = last
      last = nil
    case shownTwice:
      lettersSinceBackspace += 1
      shownTwice = nil
      isGlued = true
      view.leaveOut(before: position + 1)
    default: feedLetter(byte, position, &view)
    }
  }

  private mutating func feedLetter(_ byte: UInt8, _ position: Int, _ view: inout Projection) {
    lettersSinceBackspace += 1
    give(&view)
    // A letter printed twice is bold: both belong to it. Another one was only taken back.
    let start = overstruck?.byte == byte ? overstruck?.start : nil
    reset()
    last = (byte, start ?? position, position + 1)
    guard lettersSinceBackspace > 2 else { return }
    give(&view)
    shown = byte
  }

  private mutating func reset() {
    shown = nil
    shownTwice = nil
    overstruck = nil
  }

  private mutating func give(_ view: inout Projection) {
    guard let last else { return }
    let isChanged = last.end - last.start != 1
    view.append(
      last.byte, for: last.start..<last.end, isChanged: isChanged, isGlued: isGlued)
    isGlued = false
    self.last = nil
  }

  mutating func flush(at position: Int, into view: inout Projection) {
    give(&view)
    reset()
  }
}
