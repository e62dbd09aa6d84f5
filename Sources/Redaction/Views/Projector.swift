// SPDX-License-Identifier: Apache-2.0

/// Reads a raw stream byte by byte and appends what a view shows.
protocol Projecting {
  /// Takes one raw byte.
  mutating func feed(_ byte: UInt8, at position: Int, into view: inout Projection)
  /// Appends what is still undecided, as it stands.
  mutating func flush(at position: Int, into view: inout Projection)
}

/// One of the ways of looking at a stream in which secrets are found that needles alone would miss.
///
/// It holds a projector of each kind and uses one, so that none is ever copied.
struct Projector: ~Copyable {
  enum Kind {
    case percent
    case deepPercent
    case backslash
    case deepBackslash
    case terminal
    case plain
  }

  let kind: Kind
  private var percent = PercentProjector()
  private var deepPercent = TwiceProjector<PercentProjector>()
  private var backslash = BackslashProjector()
  private var deepBackslash = TwiceProjector<BackslashProjector>()
  private var terminal = TerminalProjector()

  init(_ kind: Kind) { self.kind = kind }

  mutating func feed(_ byte: UInt8, at position: Int, into view: inout Projection) {
    switch kind {
    case .percent: percent.feed(ShownByte(byte, at: position), into: &view)
    case .deepPercent: deepPercent.feed(byte, at: position, into: &view)
    case .backslash: backslash.feed(ShownByte(byte, at: position), into: &view)
    case .deepBackslash: deepBackslash.feed(byte, at: position, into: &view)
    case .terminal: terminal.feed(byte, at: position, into: &view)
    case .plain: view.append(byte, for: position..<position + 1, isChanged: false)
    }
  }

  mutating func flush(at position: Int, into view: inout Projection) {
    switch kind {
    case .percent: percent.flush(into: &view)
    case .deepPercent: deepPercent.flush(at: position, into: &view)
    case .backslash: backslash.flush(into: &view)
    case .deepBackslash: deepBackslash.flush(at: position, into: &view)
    case .terminal: terminal.flush(at: position, into: &view)
    case .plain: break
    }
  }

  /// Starts anew, at a byte that wakes the view and behind a letter if that matters.
  ///
  /// All but the terminal's are at rest whenever a view sleeps.
  mutating func begin(behind letter: UInt8? = nil) {
    if kind == .terminal { terminal = TerminalProjector(behind: letter) }
  }

  /// Where the raw bytes begin that are read but not decided and may begin a needle, if there are any.
  mutating func undecided(mayBegin: (UInt8) -> Bool) -> Int? {
    switch kind {
    case .percent: percent.undecided
    case .deepPercent: deepPercent.undecided
    case .backslash: backslash.undecided
    case .deepBackslash: deepBackslash.undecided
    case .terminal: terminal.undecided(mayBegin: mayBegin)
    case .plain: nil
    }
  }

  /// Whether the next raw byte would be read as ordinary text.
  var isAtRest: Bool {
    mutating get { kind == .terminal ? terminal.isAtRest : undecided { _ in true } == nil }
  }
}

extension Projector.Kind {
  /// Whether a byte that an escape stands for may begin another escape.
  func mayEscape(with byte: UInt8) -> Bool {
    switch self {
    case .deepPercent: byte == UInt8(ascii: "%")
    case .deepBackslash: byte == UInt8(ascii: "\\")
    case .percent, .backslash, .terminal, .plain: false
    }
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
