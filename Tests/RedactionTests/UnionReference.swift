// SPDX-License-Identifier: Apache-2.0

/// What a redactor must put out, worked out the slow way: all occurrences, then their union.
struct UnionReference {
  let needles: [(name: String, value: [UInt8])]

  func redact(_ text: [UInt8]) -> [UInt8] {
    var matches: [(start: Int, end: Int, name: String)] = []
    for (name, value) in needles where value.count <= text.count {
      for start in 0...(text.count - value.count)
      where text[start..<start + value.count].elementsEqual(value) {
        matches.append((start, start + value.count, name))
      }
    }
    // Leftmost, then longest: that one lends its name to the range.
    matches.sort { ($0.start, -$0.end) < ($1.start, -$1.end) }
    var output: [UInt8] = []
    var position = 0
    var index = 0
    while index < matches.count {
      let first = matches[index]
      var end = first.end
      while index < matches.count, matches[index].start < end || index == 0 {
        end = max(end, matches[index].end)
        index += 1
        if index < matches.count, matches[index].start >= end { break }
      }
      output += text[position..<first.start]
      output += Array("[REDACTED:\(first.name)]".utf8)
      position = end
    }
    return output + text[position...]
  }
}
