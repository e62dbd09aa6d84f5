// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretStore

/// How a command differs from what was pinned.
enum PinDifference {
  /// The differences, a line each; none when all is as it was.
  ///
  /// Words behind those that were pinned are the command's own affair.
  static func lines(pinned: [PinnedItem], now: [PinnedItem]) -> [String] {
    let lines = programs(pinned, now) + words(pinned, now)
    // A file may be a word of the command and one of the scope's files as well.
    return lines + files(pinned, now).filter { !lines.contains($0) }
  }

  private static func programs(_ pinned: [PinnedItem], _ now: [PinnedItem]) -> [String] {
    let isProgram = { (item: PinnedItem) in item.kind == .program || item.kind == .interpreter }
    return sequence(pinned.filter(isProgram), now.filter(isProgram))
  }

  private static func words(_ pinned: [PinnedItem], _ now: [PinnedItem]) -> [String] {
    let isWord = { (item: PinnedItem) in item.kind == .argument || item.kind == .script }
    let before = pinned.filter(isWord)
    return sequence(before, Array(now.filter(isWord).prefix(before.count)))
  }

  /// Things whose order matters.
  private static func sequence(_ before: [PinnedItem], _ after: [PinnedItem]) -> [String] {
    var lines: [String] = []
    for index in 0..<max(before.count, after.count) {
      let old = index < before.count ? before[index] : nil
      let new = index < after.count ? after[index] : nil
      guard old != new else { continue }
      if let old, let new, old.kind == new.kind, old.text == new.text {
        lines.append("changed: \(text(old))")
      } else {
        let was = old.map { "\($0.kind.rawValue) \(text($0))" } ?? "nothing"
        let isNow = new.map(text) ?? "not there"
        lines.append("\(was), now \(isNow)")
      }
    }
    return lines
  }

  private static func files(_ pinned: [PinnedItem], _ now: [PinnedItem]) -> [String] {
    let before = digests(pinned), after = digests(now)
    return Set(before.keys).union(after.keys).sorted().compactMap { path in
      let name = PrintableText.quoted(path)
      return switch (before[path], after[path]) {
      case (nil, _): "new: \(name)"
      case (_, nil): "missing: \(name)"
      case (let old, let new): old == new ? nil : "changed: \(name)"
      }
    }
  }

  private static func digests(_ items: [PinnedItem]) -> [String: [UInt8]] {
    let files = items.filter { $0.kind == .file }.map { ($0.text, $0.digest) }
    return Dictionary(files) { _, later in later }
  }

  private static func text(_ item: PinnedItem) -> String { PrintableText.quoted(item.text) }
}
