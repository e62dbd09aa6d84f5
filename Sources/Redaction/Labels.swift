// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The placeholder of each secret, chosen so that no output can hold a needle because of it.
///
/// A needle could lie within a placeholder, begin in it, end in it or contain it. Then another style is
/// taken: other brackets, no name, and last a row of one character.
struct Labels: ~Copyable {
  /// All placeholders, one after the other, ready to be lent to a writer.
  let text: SecretBytes
  let ranges: [Range<Int>]

  /// The length of the longest placeholder.
  var longest: Int { ranges.reduce(0) { max($0, $1.count) } }

  init(
    _ names: [String], _ sorted: borrowing SortedForms, _ automaton: Automaton,
    _ earlier: NeedleSet?
  ) throws(RedactionError) {
    // For each style that was needed so far, whether a needle reaches into its head.
    var taken: [Bool] = []
    var bytes: [UInt8] = []
    var ranges: [Range<Int>] = []
    for name in names {
      let label = try Self.choose(name, sorted, automaton, earlier, &taken)
      ranges.append(bytes.count..<bytes.count + label.count)
      bytes += label
    }
    let all = bytes
    text = try RedactionError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(copying: all)
    }
    self.ranges = ranges
  }

  private static func choose(
    _ name: String, _ sorted: borrowing SortedForms, _ automaton: Automaton,
    _ earlier: NeedleSet?, _ taken: inout [Bool]
  ) throws(RedactionError) -> [UInt8] {
    for (index, style) in LabelStyle.all.enumerated() {
      if index == taken.count { taken.append(isWithin(sorted, style.head)) }
      if taken[index] { continue }
      let label = style.label(name)
      if try !touches(automaton, label), try earlier?.touches(label) != true { return label }
    }
    // Every character that can be printed begins or ends some needle: nothing is better than this.
    return Array("[REDACTED]".utf8)
  }

  /// Whether a needle lies in the label or begins at its end.
  static func touches(
    _ automaton: Automaton, _ label: [UInt8]
  ) throws(RedactionError) -> Bool {
    let text = try RedactionError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(copying: label)
    }
    var state: UInt32 = 0
    var events: [Event] = []
    _ = automaton.scan(text, 0..<text.count, from: &state, into: &events, limit: .max)
    return !events.isEmpty || automaton.state(at: state).pending > 0
  }

  /// Whether some needle ends with a beginning of `head`, or contains the whole of it.
  private static func isWithin(_ sorted: borrowing SortedForms, _ head: [UInt8]) -> Bool {
    let first = head[0]
    return sorted.text.bytes.withSpan { bytes in
      for form in sorted.forms {
        for start in form.range where bytes[start] == first {
          let shared = min(head.count, form.range.upperBound - start)
          if (0..<shared).allSatisfy({ bytes[start + $0] == head[$0] }) { return true }
        }
      }
      return false
    }
  }
}

/// One way of writing a placeholder.
struct LabelStyle {
  /// What comes before the name.
  let head: [UInt8]
  /// What comes after it; nil when the name is left out.
  let tail: [UInt8]?

  /// The bytes that stand for a secret.
  func label(_ name: String) -> [UInt8] {
    guard let tail else { return head }
    return head + Array(name.utf8) + tail
  }

  /// All styles, the preferred first.
  static let all: [LabelStyle] =
    named.map { LabelStyle(head: Array($0.utf8), tail: Array($1.utf8)) }
    + ["[REDACTED]", "<REDACTED>", "(masked)", "{secret}"].map {
      LabelStyle(head: Array($0.utf8), tail: nil)
    }
    + fillers.map { LabelStyle(head: [UInt8](repeating: $0, count: 8), tail: nil) }

  private static let named = [
    ("[REDACTED:", "]"), ("<REDACTED:", ">"), ("{REDACTED:", "}"), ("(REDACTED:", ")"),
    ("<masked:", ">"), ("[masked:", "]"),
  ]
  private static let fillers = Array("*#-_.xX~=+%@!?:;,|/0".utf8)
}
