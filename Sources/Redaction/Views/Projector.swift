// SPDX-License-Identifier: Apache-2.0

/// Reads a raw stream byte by byte and appends what a view shows.
protocol Projecting {
  /// Takes one raw byte.
  mutating func feed(_ byte: UInt8, at position: Int, into view: inout Projection)
  /// Appends what is still undecided, as it stands.
  mutating func flush(at position: Int, into view: inout Projection)
}

/// One of the ways of looking at a stream in which secrets are found that needles alone would miss.
enum Projector {
  case percent(PercentProjector)
  case deepPercent(TwiceProjector<PercentProjector>)
  case backslash(BackslashProjector)
  case deepBackslash(TwiceProjector<BackslashProjector>)
  case terminal(TerminalProjector)
  case plain(PlainProjector)

  mutating func feed(_ byte: UInt8, at position: Int, into view: inout Projection) {
    switch self {
    case .percent(var projector):
      projector.feed(ShownByte(byte, at: position), into: &view)
      self = .percent(projector)
    case .deepPercent(var projector):
      projector.feed(byte, at: position, into: &view)
      self = .deepPercent(projector)
    case .backslash(var projector):
      projector.feed(ShownByte(byte, at: position), into: &view)
      self = .backslash(projector)
    case .deepBackslash(var projector):
      projector.feed(byte, at: position, into: &view)
      self = .deepBackslash(projector)
    case .terminal(var projector):
      projector.feed(byte, at: position, into: &view)
      self = .terminal(projector)
    case .plain(var projector): projector.feed(byte, at: position, into: &view)
    }
  }

  mutating func flush(at position: Int, into view: inout Projection) {
    switch self {
    case .percent(var projector):
      projector.flush(into: &view)
    case .deepPercent(var projector):
      projector.flush(at: position, into: &view)
    case .backslash(var projector):
      projector.flush(into: &view)
    case .deepBackslash(var projector):
      projector.flush(at: position, into: &view)
    case .terminal(var projector):
      projector.flush(at: position, into: &view)
    case .plain: break
    }
    begin()
  }

  /// Starts anew, at a byte that wakes the view and behind a letter if that matters.
  mutating func begin(behind letter: UInt8? = nil) {
    switch self {
    case .percent: self = .percent(.init())
    case .deepPercent: self = .deepPercent(.init())
    case .backslash: self = .backslash(.init())
    case .deepBackslash: self = .deepBackslash(.init())
    case .terminal: self = .terminal(.init(behind: letter))
    case .plain: break
    }
  }

  /// Where the raw bytes begin that are read but not decided and may begin a needle, if there are any.
  func undecided(mayBegin: (UInt8) -> Bool) -> Int? {
    switch self {
    case .percent(let projector): projector.undecided
    case .deepPercent(let projector): projector.undecided
    case .backslash(let projector): projector.undecided
    case .deepBackslash(let projector): projector.undecided
    case .terminal(let projector): projector.undecided(mayBegin: mayBegin)
    case .plain: nil
    }
  }

  /// The bytes that may be shown differently.
  var triggers: Triggers {
    switch self {
    case .percent, .deepPercent: Triggers(UInt8(ascii: "%"))
    case .backslash, .deepBackslash: Triggers(UInt8(ascii: "\\"))
    case .terminal: Triggers(0x1B, 0x08)
    case .plain: Triggers(0x0A, 0x0D)
    }
  }

  /// Whether a byte that an escape stands for may begin another escape.
  func mayEscape(with byte: UInt8) -> Bool {
    switch self {
    case .deepPercent: byte == UInt8(ascii: "%")
    case .deepBackslash: byte == UInt8(ascii: "\\")
    case .percent, .backslash, .terminal, .plain: false
    }
  }

  /// Whether the next raw byte would be read as ordinary text.
  var isAtRest: Bool {
    switch self {
    case .percent(let projector): projector.undecided == nil
    case .deepPercent(let projector): projector.undecided == nil
    case .backslash(let projector): projector.undecided == nil
    case .deepBackslash(let projector): projector.undecided == nil
    case .terminal(let projector): projector.isAtRest
    case .plain: true
    }
  }

  /// Whether what the view leaves out stays in the output when what stands around it is masked.
  var keepsWhatItLeavesOut: Bool {
    if case .terminal = self { return true }
    return false
  }

  /// The word for a raw secret that this view shows.
  func encoding(of needle: Encoding) -> Encoding {
    switch (self, needle) {
    case (.percent, .raw), (.deepPercent, .raw): .percent
    case (.backslash, .raw), (.deepBackslash, .raw): .json
    default: needle
    }
  }
}
