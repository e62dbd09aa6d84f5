// SPDX-License-Identifier: Apache-2.0

/// The requirements in a `requirements.txt` (pip's "Requirements File Format"), continued lines joined.
enum RequirementLines {
  struct Line: Equatable {
    let number: Int
    let isPinned: Bool
    let hasHash: Bool
  }

  static func read(_ text: String) -> [Line] {
    var lines: [Line] = []
    var joined = ""
    var start = 0
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if joined.isEmpty { start = index + 1 }
      let line = line.last == "\r" ? line.dropLast() : line
      if line.last == "\\" {
        joined += line.dropLast() + " "
        continue
      }
      if let requirement = requirement(joined + line, at: start) { lines.append(requirement) }
      joined = ""
    }
    return lines
  }

  private static func requirement(_ line: String, at number: Int) -> Line? {
    let comment = line.firstRange(of: " #")?.lowerBound ?? line.endIndex
    let words = line[..<comment].split(whereSeparator: \.isWhitespace)
    guard let first = words.first, !first.hasPrefix("#"), !first.hasPrefix("-") else { return nil }
    let text = words.prefix { $0 != ";" && !$0.hasPrefix("--") }.joined()
    let version = text.prefix { $0 != ";" }
    // A place to fetch it from is fixed when it names a commit or a digest.
    let isPlace = version.contains("://")
    let isPinned =
      isPlace
      ? version.contains("#sha256=") || version.contains("@") && endsInDigits(version)
      : version.contains("==") && !version.contains("*")
    let hasHash = isPlace || words.contains { $0.hasPrefix("--hash=") }
    return Line(number: number, isPinned: isPinned, hasHash: hasHash)
  }

  /// Whether it ends in the whole name of a commit.
  private static func endsInDigits(_ text: Substring) -> Bool {
    let tail = text.prefix { $0 != "#" }.suffix(40)
    return tail.count == 40 && tail.allSatisfy(\.isHexDigit)
  }
}
