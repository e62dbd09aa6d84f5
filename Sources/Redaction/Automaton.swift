// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The Aho–Corasick automaton over the first bytes of all needles, as a dense table.
///
/// A state is named by the offset of its row, so a step is one addition and one load. States of interest,
/// those in which something ends, come last, so that one comparison finds them. The table holds
/// transitions, no text.
final class Automaton: Sendable {
  /// What is known about a state besides its row.
  struct State: Sendable {
    /// The length of the text that it stands for.
    let depth: UInt8
    /// The length of the longest suffix with which a needle may yet begin, groups excepted.
    var pending: UInt8
    /// Whether R7 lets the pending bytes go.
    var isShort: Bool
    /// The longest needle that ends here, or -1.
    let needle: Int32
    /// The group of longer needles that may have begun here, or -1.
    let group: Int32
    /// The shortest needle that goes on from here, or -1.
    let shortest: Int32
  }

  let cells: SecretBytes
  let classes: SecretBytes
  let address: TableAddress
  /// Where the needles' first bytes may be.
  let filter: GramFilter
  let stride: Int
  /// The class of bytes that no needle has among its first ones; none when there are no such bytes.
  let unknownClass: UInt8?
  let firstOfInterest: UInt32
  private let states: [State]
  /// 2^64 divided by the stride, rounded up: a multiplication instead of a division.
  private let reciprocal: UInt64

  init(
    _ trie: consuming Trie, _ needles: [Needle], _ filter: GramFilter
  ) throws(RedactionError) {
    let levels = trie.levels()
    let (numbers, firstOfInterest) = Self.number(trie.nodes, levels)
    let stride = trie.classCount
    guard numbers.count * stride < Int(UInt32.max) / 4 else { throw .tooManyNeedles }
    var cells = try RedactionError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(count: max(1, numbers.count * stride) * 4, for: .tables)
    }
    Self.fill(&cells, trie, levels, numbers, stride)
    states = Self.describe(trie.nodes, levels, numbers, needles)
    unknownClass = trie.hasUnknownBytes ? 0 : nil
    let classes = trie.takeClasses()
    address = TableAddress(cells: cells, classes: classes)
    self.filter = filter
    self.cells = cells
    self.classes = classes
    self.stride = stride
    reciprocal = stride == 1 ? .max : UInt64.max / UInt64(stride) + 1
    self.firstOfInterest = UInt32(firstOfInterest * stride)
  }

  /// The description of the state whose row starts at `offset`.
  func state(at offset: UInt32) -> State {
    states[Int(UInt64(offset).multipliedFullWidth(by: reciprocal).high)]
  }

  /// Numbers the nodes level by level, those of interest after all others.
  private static func number(_ nodes: [Trie.Node], _ levels: [Int]) -> ([Int], Int) {
    var numbers = [Int](repeating: 0, count: nodes.count)
    var next = 0
    for isOfInterest in [false, true] {
      for index in levels
      where (nodes[index].needle >= 0 || nodes[index].group >= 0) == isOfInterest {
        numbers[index] = next
        next += 1
      }
    }
    let first = nodes.count { $0.needle < 0 && $0.group < 0 }
    return (numbers, first)
  }

  /// Fills each row from that of the longest suffix, which stands on an earlier level.
  private static func fill(
    _ cells: inout SecretBytes, _ trie: borrowing Trie, _ levels: [Int], _ numbers: [Int],
    _ stride: Int
  ) {
    for index in levels {
      let node = trie.nodes[index]
      let row = numbers[index] * stride
      if index != Trie.root {
        let from = numbers[Int(node.fail)] * stride
        cells.move(4 * from..<4 * (from + stride), to: 4 * row)
      }
      var child = node.firstChild
      guard child >= 0 else { continue }
      cells.withMutableCells(as: UInt32.self) { cells in
        while child >= 0 {
          cells[row + Int(trie.labels[Int(child)])] = UInt32(numbers[Int(child)] * stride)
          child = trie.nodes[Int(child)].nextSibling
        }
      }
    }
  }

  private static func describe(
    _ nodes: [Trie.Node], _ levels: [Int], _ numbers: [Int], _ needles: [Needle]
  ) -> [State] {
    let empty = State(depth: 0, pending: 0, isShort: true, needle: -1, group: -1, shortest: -1)
    var states = [State](repeating: empty, count: nodes.count)
    for index in levels where index != Trie.root {
      let node = nodes[index]
      let fail = states[numbers[Int(node.fail)]]
      var state = State(
        depth: node.depth, pending: fail.pending, isShort: fail.isShort, needle: node.needle,
        group: node.group, shortest: node.shortest)
      if node.firstChild >= 0 {
        state.pending = node.depth
        let isQuarter = 4 * Int(node.depth) >= needles[Int(node.shortest)].count
        state.isShort = fail.isShort && node.depth <= 3 && !isQuarter
      }
      states[numbers[index]] = state
    }
    return states
  }
}
