// SPDX-License-Identifier: Apache-2.0

/// One line of a file that says what CI or a container runs.
enum PipelineLine {
  enum Floating: Equatable {
    case action
    case image
  }

  /// What the line names without saying exactly which; `stages` are the build stages named so far.
  static func floating(_ line: Substring, stages: inout Set<Substring>) -> Floating? {
    var words = line.split(whereSeparator: \.isWhitespace)
    if words.first == "-" { words.removeFirst() }
    guard words.count >= 2, let key = words.first else { return nil }
    let value = words[1].trimmed("\"'")
    switch key {
    case "uses:": return action(value)
    case "image:", "container:": return image(value)
    case "FROM", "from":
      let named = words.dropFirst().drop { $0.hasPrefix("--") }
      guard let name = named.first else { return nil }
      let isStage = stages.contains(name) || name == "scratch"
      if let last = named.dropFirst(2).first { stages.insert(last) }
      return isStage ? nil : image(name)
    default: return nil
    }
  }

  private static func action(_ value: Substring) -> Floating? {
    if value.hasPrefix("./") || value.hasPrefix("../") { return nil }
    if value.hasPrefix("docker://") { return value.contains("@sha256:") ? nil : .action }
    let parts = value.split(separator: "@")
    let isCommit = parts.count == 2 && parts[1].count >= 40 && parts[1].allSatisfy(\.isHexDigit)
    return isCommit ? nil : .action
  }

  private static func image(_ value: Substring) -> Floating? {
    // A variable stands for something that is said elsewhere.
    value.contains("@sha256:") || value.contains("$") || value.hasPrefix("{") ? nil : .image
  }
}

extension Substring {
  fileprivate func trimmed(_ quotes: String) -> Substring {
    var text = drop { quotes.contains($0) }
    while let last = text.last, quotes.contains(last) { text.removeLast() }
    return text
  }
}
