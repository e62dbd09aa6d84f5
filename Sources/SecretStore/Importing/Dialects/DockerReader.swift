// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Reads a file as `docker run --env-file` does: line by line, everything behind the equals sign as it stands.
///
/// Quotes are part of the value, as Docker 28 sends it (compared with its client); some versions strip one pair. A
/// name without an equals sign takes its value from the environment.
struct DockerReader {
  /// The longest line that the tool reads, in bytes.
  private static let longestLine = 64 * 1024

  static func read(
    _ text: DialectText, _ options: DialectOptions
  ) throws(ImportError) -> DialectReading {
    if let invalid = text.firstInvalid() { throw text.error(.invalidUTF8, at: invalid) }
    var reading = DialectReading(text: text)
    var offset = text.isAt("\u{feff}", 0) ? 3 : 0
    while offset < text.count {
      let lineEnd = text.lineEnd(offset)
      let next = min(lineEnd + 1, text.count)
      var end = lineEnd
      if end > offset, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      if let entry = try readLine(text, offset..<end) { reading.entries.append(entry) }
      offset = next
    }
    return reading
  }

  private static func readLine(
    _ text: DialectText, _ line: Range<Int>
  ) throws(ImportError) -> DialectEntry? {
    guard line.count < longestLine else {
      throw text.error(.valueTooLong(limit: longestLine), at: line.lowerBound)
    }
    var start = line.lowerBound
    while start < line.upperBound, text.whitespace(start) > 0 { start += text.whitespace(start) }
    guard start < line.upperBound, text[start] != UInt8(ascii: "#") else { return nil }
    let equals = text.first("=", from: start, to: line.upperBound)
    let name = start..<(equals ?? line.upperBound)
    guard !name.isEmpty else { throw text.error(.invalidName, at: start) }
    let blank = text.skip(start, to: name.upperBound) { $0 != 0x20 && $0 != 0x09 }
    guard blank == name.upperBound else { throw text.error(.blankInName, at: blank) }
    let value = try equals.map { equals throws(ImportError) in
      SharedSecret(try text.copy(equals + 1..<line.upperBound))
    }
    return DialectEntry(name: name, value: value, range: start..<line.upperBound)
  }
}
