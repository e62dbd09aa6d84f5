// SPDX-License-Identifier: Apache-2.0

/// All states of a glob at once, one per bit, so that no name can make it go back.
///
/// Bit `i` says that the first `i` characters of the pattern, stars not counted, have been matched.
/// A star is a loop on the state where it stands. 127 characters at most leave a bit for the last
/// state.
struct GlobAutomaton: Sendable {
  let start: UInt128 = 1
  /// For each ASCII byte, the states that it leads out of.
  private var leaving = [UInt128](repeating: 0, count: 128)
  /// The states that any byte leads out of: those before a question mark.
  private var leavingWithAny: UInt128 = 0
  /// The states with a star.
  private var looping: UInt128 = 0
  private var final: UInt128 = 1

  /// Takes a pattern that `NameKind.glob` allows.
  init(_ pattern: some Sequence<UInt8>) {
    for byte in pattern {
      switch byte {
      case UInt8(ascii: "*"):
        looping |= final
        continue
      case UInt8(ascii: "?"): leavingWithAny |= final
      default: leaving[Int(byte)] |= final
      }
      final <<= 1
    }
  }

  func states(after byte: UInt8, from states: UInt128) -> UInt128 {
    let matched = byte < 128 ? leaving[Int(byte)] | leavingWithAny : leavingWithAny
    return (states & matched) << 1 | states & looping
  }

  func accepts(_ states: UInt128) -> Bool {
    states & final != 0
  }
}
