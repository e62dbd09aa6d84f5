// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The tree of the first bytes of all needles, from which the automaton's table is filled.
///
/// The labels of its edges are text, so they live in secret memory and are wiped with the tree; its shape
/// is not secret.
struct Trie: ~Copyable {
  /// How many bytes of a needle the automaton knows; the rest is confirmed by digests.
  static let depth = 16
  static let root = 0

  struct Node {
    let parent: Int32
    let depth: UInt8
    var firstChild: Int32 = -1
    var nextSibling: Int32 = -1
    /// The node of the longest proper suffix that is in the tree.
    var fail: Int32 = 0
    /// The needle that ends here, or on the chain of suffixes: the longest one.
    var needle: Int32 = -1
    /// The group of longer needles that share this text as their first bytes.
    var group: Int32 = -1
    /// The shortest needle that goes on beyond this node.
    var shortest: Int32 = -1
  }

  private(set) var nodes: [Node] = [Node(parent: -1, depth: 0)]
  /// The class of the byte that leads to each node.
  private(set) var labels: SecretBytes
  /// The class of every byte; 0 is for bytes that no needle has among its first ones.
  private(set) var classes: SecretBytes
  private(set) var classCount = 1
  /// Whether class 0 stands for any byte.
  private(set) var hasUnknownBytes = true
  /// The forms of every group.
  private(set) var groups: [Range<Int>] = []

  init(_ sorted: borrowing SortedForms) throws(RedactionError) {
    let bound = 1 + sorted.forms.reduce(0) { $0 + min($1.count, Self.depth) }
    let labels = try RedactionError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(count: bound)
    }
    let classes = try RedactionError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(count: 256, for: .tables)
    }
    self.labels = labels
    self.classes = classes
    classify(sorted)
    insertAll(sorted)
    linkAll()
  }

  private mutating func classify(_ sorted: borrowing SortedForms) {
    for form in sorted.forms {
      for index in form.range.prefix(Self.depth) {
        let byte = Int(sorted.text.bytes[index])
        if classes[byte] == 0 { classes[byte] = 1 }
      }
    }
    // Where every byte occurs, none is left for class 0 to stand for.
    hasUnknownBytes = !(0..<256).allSatisfy { classes[$0] != 0 }
    classCount = hasUnknownBytes ? 1 : 0
    for byte in 0..<256 where classes[byte] != 0 {
      classes[byte] = UInt8(classCount)
      classCount += 1
    }
  }

  /// Neighbours in sorted order share a path, so only the last path has to be remembered.
  private mutating func insertAll(_ sorted: borrowing SortedForms) {
    var path = [Self.root]
    var lastChild: [Int32] = [-1]
    for (index, form) in sorted.forms.enumerated() {
      let shared = index == 0 ? 0 : min(sorted.commonPrefix(index - 1, index), Self.depth)
      path.removeSubrange((shared + 1)...)
      for depth in path.count - 1..<min(form.count, Self.depth) {
        let label = classes[Int(sorted.text.bytes[form.offset + depth])]
        path.append(addNode(below: path[depth], label, &lastChild))
      }
      mark(path, index, form, sorted)
    }
  }

  private mutating func addNode(
    below parent: Int, _ label: UInt8, _ lastChild: inout [Int32]
  ) -> Int {
    let node = nodes.count
    nodes.append(Node(parent: Int32(parent), depth: nodes[parent].depth + 1))
    labels[node] = label
    if lastChild[parent] < 0 {
      nodes[parent].firstChild = Int32(node)
    } else {
      nodes[Int(lastChild[parent])].nextSibling = Int32(node)
    }
    lastChild[parent] = Int32(node)
    lastChild.append(-1)
    return node
  }

  private mutating func mark(
    _ path: [Int], _ index: Int, _ form: Form, _ sorted: borrowing SortedForms
  ) {
    let last = path[path.count - 1]
    if form.count <= Self.depth {
      nodes[last].needle = Int32(index)
    } else if nodes[last].group >= 0 {
      let group = Int(nodes[last].group)
      groups[group] = groups[group].lowerBound..<index + 1
    } else {
      nodes[last].group = Int32(groups.count)
      groups.append(index..<index + 1)
    }
    for node in path where Int(nodes[node].depth) < form.count {
      let shortest = Int(nodes[node].shortest)
      if shortest < 0 || form.count < sorted.forms[shortest].count {
        nodes[node].shortest = Int32(index)
      }
    }
  }

  /// The nodes from the root downwards, level by level.
  func levels() -> [Int] {
    var starts = [Int](repeating: 0, count: Self.depth + 2)
    for node in nodes { starts[Int(node.depth) + 1] += 1 }
    for depth in 1..<starts.count { starts[depth] += starts[depth - 1] }
    var order = [Int](repeating: 0, count: nodes.count)
    for index in nodes.indices {
      let depth = Int(nodes[index].depth)
      order[starts[depth]] = index
      starts[depth] += 1
    }
    return order
  }

  private mutating func linkAll() {
    for index in levels() where nodes[index].depth > 0 {
      let fail = nodes[index].depth == 1 ? Self.root : link(of: index)
      nodes[index].fail = Int32(fail)
      if nodes[index].needle < 0 { nodes[index].needle = nodes[fail].needle }
    }
  }

  private func link(of index: Int) -> Int {
    let label = labels[index]
    var suffix = Int(nodes[Int(nodes[index].parent)].fail)
    while true {
      if let child = child(of: suffix, label) { return child }
      if suffix == Self.root { return Self.root }
      suffix = Int(nodes[suffix].fail)
    }
  }

  private func child(of node: Int, _ label: UInt8) -> Int? {
    var child = nodes[node].firstChild
    while child >= 0 {
      // Siblings stand in the order of their labels.
      if labels[Int(child)] >= label { return labels[Int(child)] == label ? Int(child) : nil }
      child = nodes[Int(child)].nextSibling
    }
    return nil
  }
}

extension Trie {
  /// Hands over the table of classes and wipes the rest.
  consuming func takeClasses() -> SecretBytes { classes }
}
