// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore

/// A `.env` file with `NAME=secrun://NAME` in the place of each value that the store has.
enum ReferenceText {
  /// The new text, in the arena, in which comments, blank lines and plain settings stay; nil without an old one.
  ///
  /// Throws where a value would still stand in it, as in a comment.
  static func rewritten(
    _ source: ImportSource, _ plan: ImportPlan
  ) throws(RunFailure) -> SecretBytes? {
    guard let old = source.text else { return nil }
    let references = Set(
      plan.items.filter { $0.fate == .reference }.map(\.name))
    let stored = plan.stored
    var lines: [Int: [String]] = [:]
    var covered: Set<Int> = []
    var last: [String: Int] = [:]
    for assignment in source.assignments { last[assignment.name] = assignment.lines.lowerBound }
    for assignment in source.assignments
    where stored.contains(assignment.name) && !references.contains(assignment.name) {
      covered.formUnion(assignment.lines)
      // Of several the last one counts; the others go.
      guard last[assignment.name] == assignment.lines.lowerBound else { continue }
      lines[assignment.lines.lowerBound, default: []].append(assignment.name)
    }
    let text = try text(old.bytes, lines, without: covered)
    for item in plan.items where stored.contains(item.name) {
      if let value = item.value, value.bytes.count > 7, let line = find(value.bytes, in: text) {
        throw RunFailure(
          "\(PrintableText.escaped(source.file, limit: 4096)): the value of \(item.name) would still stand at line \(line)",
          hints: ["take it out there, then run the same again; the values are sealed"])
      }
    }
    return text
  }

  private static func text(
    _ old: borrowing SecretBytes, _ lines: [Int: [String]], without covered: Set<Int>
  ) throws(RunFailure) -> SecretBytes {
    let added = lines.values.joined().reduce(0) { $0 + 2 * $1.utf8.count + 24 }
    var new: SecretBytes
    do throws(SecretMemoryError) {
      new = try SecretBytes(count: old.count + added)
    } catch {
      throw RunFailure(error)
    }
    var count = 0
    var (line, start) = (1, 0)
    while start < old.count {
      var end = start
      while end < old.count, old[end] != UInt8(ascii: "\n") { end += 1 }
      end = min(end + 1, old.count)
      for name in lines[line] ?? [] {
        let reference = Array("\(name)=\(SecretReference.prefix)\(name)\n".utf8)
        new.replace(at: count, with: reference)
        count += reference.count
      }
      if !covered.contains(line) {
        new.replace(at: count, with: old, start..<end)
        count += end - start
      }
      (line, start) = (line + 1, end)
    }
    new.truncate(to: count)
    return new
  }

  /// The line on which a value stands; nil when it does not.
  private static func find(_ value: borrowing SecretBytes, in text: borrowing SecretBytes) -> Int? {
    var line = 1
    var start = 0
    while start + value.count <= text.count {
      var length = 0
      while length < value.count, text[start + length] == value[length] { length += 1 }
      if length == value.count { return line }
      if text[start] == UInt8(ascii: "\n") { line += 1 }
      start += 1
    }
    return nil
  }
}
