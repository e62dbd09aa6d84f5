// SPDX-License-Identifier: Apache-2.0

import Redaction
import SecretMemory
import TestKit
import Testing

struct FinderTests {
  private static let secrets: KeyValuePairs = [
    "TOKEN": "t0ps3cret-Value-77", "LONG": "a longer value, with blanks / and \"quotes\", #42",
    "KEY": "-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END KEY-----",
  ]

  private static let texts: [(text: String, found: [String])] = [
    ("", []),
    ("nothing\nhere\n", []),
    ("t0ps3cret-Value-77", ["1:1 TOKEN raw"]),
    ("\n\n  t0ps3cret-Value-77\n", ["3:3 TOKEN raw"]),
    ("a t0ps3cret-Value-77 t0ps3cret-Value-77\nb", ["1:3 TOKEN raw", "1:22 TOKEN raw"]),
    ("one\n2=t0ps3cret%2DValue-77&\n", ["2:3 TOKEN percent"]),
    ("x\ndDBwczNjcmV0LVZhbHVlLTc3\ny", ["2:1 TOKEN base64"]),
    ("x\r\n74307073336372657 \n74307073336372 65742d56616c75652d3737", []),
    ("x\n74307073336372" + "65742d56616c75652d3737\n", ["2:1 TOKEN hex"]),
    ("{\n \"k\": \"a longer value, with blanks / and \\\"quotes\\\", #42\"}", ["2:8 LONG json"]),
    (
      "pem:\n-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END KEY-----\n"
        + "t0ps3cret-Value-77",
      ["2:1 KEY raw", "6:1 TOKEN raw"]
    ),
    ("half of it at the end: t0ps3cret-Val", []),
    ("half of it at the end: a longer value, with blanks / and \"quotes\"", []),
  ]

  @Test(arguments: texts)
  func `places are found in every cutting`(text: String, found: [String]) throws {
    var finder = try Finder(try needleSet(Self.secrets))
    let bytes = Array(text.utf8)
    for size in [1, 2, 3, 7, 20, 1000] {
      #expect(Self.find(&finder, bytes, size) == found, "pieces of \(size)")
    }
  }

  @Test func `a stream begins anew whatever the one before left open`() throws {
    var finder = try Finder(try needleSet(Self.secrets))
    let value = Array("t0ps3cret-Value-77".utf8)
    for cut in 0...value.count {
      let first = Self.find(&finder, Array(value.prefix(cut)), 1000)
      #expect(first == (cut == value.count ? ["1:1 TOKEN raw"] : []))
      let second = Self.find(&finder, Array(value.dropFirst(cut)), 1000)
      #expect(second == (cut == 0 ? ["1:1 TOKEN raw"] : []))
    }
    #expect(Self.find(&finder, Array("t0ps3cret%2DVal".utf8), 1000) == [])
    #expect(Self.find(&finder, Array("ue-77\n\u{1B}[1mx".utf8), 1000) == [])
    #expect(Self.find(&finder, Array("\u{1B}[0mt0ps3cret-Value-77".utf8), 1000).count == 1)
  }

  @Test func `lines and columns are right behind many bytes`() throws {
    var finder = try Finder(try needleSet(Self.secrets))
    let line = Array(repeating: UInt8(ascii: "x"), count: 99) + [10]
    var bytes = Array(repeating: line, count: 5000).flatMap(\.self)
    bytes += Array("yy t0ps3cret-Value-77\n".utf8)
    #expect(Self.find(&finder, bytes, 100_000) == ["5001:4 TOKEN raw"])
  }

  @Test(arguments: CaseTests.cases.filter { $0.expected != nil })
  func `as many places are found as the redactor masks`(_ example: RedactionCase) throws {
    let secrets = example.secrets.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) }
    let needles = try needleSet(secrets)
    let whole = example.pieces.flatMap(\.self)
    // With something behind it the end is no reason to mask half a secret.
    let input = whole + Array("\n\n ~".utf8)
    var stream = try Stream(needles)
    stream.feed(input)
    stream.finish()
    var finder = try Finder(needles)
    let found = Self.find(&finder, input, 5)
    #expect(found.count == stream.hits.reduce(0) { $0 + $1.count })
  }

  private static func find(_ finder: inout Finder, _ bytes: [UInt8], _ size: Int) -> [String] {
    finder.restart()
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = finder.fill(size) { window, range in
        let piece = Array(rest.prefix(range.count))
        window.replace(at: range.lowerBound, with: piece)
        return piece.count
      }
      rest = rest.dropFirst(count)
    }
    finder.finish()
    return finder.occurrences.map { "\($0.line):\($0.column) \($0.name) \($0.encoding.rawValue)" }
  }
}
