// SPDX-License-Identifier: Apache-2.0

import Redaction
import SecretMemory
import Testing

struct RedactorTests {
  @Test func `bytes of every kind pass unchanged`() throws {
    let needles = try needleSet(["TOKEN": "t0ps3cret-Value-77"])
    var random = Seeded(state: 5)
    for count in [0, 1, 100, 70_000, 300_000] {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(try redact(needles, [bytes]) == bytes)
    }
  }

  @Test func `without needles everything passes`() throws {
    let needles = try needleSet([:])
    #expect(needles.isEmpty)
    #expect(try redact(needles, "nothing to hide") == "nothing to hide")
  }

  @Test(arguments: [
    ("", 0), ("x", 0), ("a", 1), ("xa", 1), ("abcab", 5), ("abcabx", 0), ("abcabc", 0),
    ("abcabcab", 2), ("abcababcab", 5),
  ])
  func `exactly the bytes that may begin a needle are held`(text: String, held: Int) throws {
    var stream = try Stream(needleSet(["A": "abcabc"]))
    stream.feed(text)
    #expect(stream.held == held)
  }

  @Test func `a long beginning is held while it is right, and let go when it is wrong`() throws {
    let value = "prefix-of-many-0123456789-abcdefghijklmnopqrstuvwxyz"
    let needles = try needleSet(["A": value])
    for count in 1..<value.utf8.count {
      var stream = try Stream(needles)
      stream.feed("> ")
      stream.feed(value.utf8.prefix(count))
      #expect(stream.held == count)
      #expect(stream.text == "> ")
      stream.feed(";")
      #expect(stream.held == 0)
    }
  }

  @Test func `the end of one secret that begins another is held with it`() throws {
    var stream = try Stream(needleSet(["A": "alphaline-BRAVO", "B": "BRAVO-charlie42"]))
    stream.feed("[alphaline-BRAVO")
    #expect(stream.held == 0)
    #expect(stream.text == "[[REDACTED:A]")
    stream.feed("-charlie")
    #expect(stream.text == "[[REDACTED:A]")
    stream.feed("42]")
    #expect(stream.text == "[[REDACTED:A]]")
  }

  @Test func `a secret without end takes no memory`() throws {
    let needles = try needleSet(["Z": "zzzzzzzz"])
    var stream = try Stream(needles)
    for _ in 0..<20 {
      stream.feed([UInt8](repeating: UInt8(ascii: "z"), count: 50_000))
      #expect(stream.room > Redactor.windowSize - 100)
    }
    stream.feed("!")
    #expect(stream.text == "[REDACTED:Z]!")
  }

  @Test func `a short prefix is shown when asked, and the rest is still masked`() throws {
    var stream = try Stream(needleSet(["TOKEN": "t0ps3cret-Value-77"]))
    for (index, byte) in "t0ps3cret-Value-77".utf8.enumerated() {
      stream.feed([byte])
      #expect(stream.holdsShortPrefix == (index < 3))
      stream.redactor.releaseShortPrefix()
      stream.drain()
      #expect(stream.output.count == (index == 17 ? 19 : min(index + 1, 3)))
    }
    stream.finish()
    #expect(stream.text == "t0p[REDACTED:TOKEN]")
  }

  @Test func `a prefix that is a quarter of the needle is not short`() throws {
    var stream = try Stream(needleSet(["A": "abcdefgh"]))
    stream.feed("a")
    #expect(stream.holdsShortPrefix == true)
    stream.feed("b")
    #expect(stream.holdsShortPrefix == false)
  }

  @Test(arguments: [
    ("0123456", "0123456"), ("0123456789abcdefghi", "0123456789abcdefghi"),
    ("0123456789abcdefghij", "[REDACTED:A]"), ("x0123456789abcdefghijABCDE", "x[REDACTED:A]"),
  ])
  func `a long partial secret at the end is masked, a short one is shown`(
    text: String, expected: String
  ) throws {
    let needles = try needleSet(["A": "0123456789abcdefghijABCDEFGHIJ0123456789"])
    #expect(try redact(needles, text) == expected)
  }

  @Test(arguments: ["A", "B"])
  func `a partial secret is named after the one that begins so`(name: String) throws {
    let head = "eyJhbGciOiJIUzI1NiJ9.eyJpc3"
    let values = [
      "A": head + "MiOiJhbHBoYSIsImV4cCI6MTcwMDA", "B": head + "NiOiJicmF2byIsImV4cCI6MTgwMDA",
    ]
    let needles = try needleSet(
      values.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) })
    let value = try #require(values[name])
    #expect(try redact(needles, "x \(value.prefix(45))") == "x [REDACTED:\(name)]")
  }

  @Test func `a partial secret of half an automaton is masked`() throws {
    let needles = try needleSet(["A": "abcdefgh-ijkl"])
    #expect(try redact(needles, "..abcdefg") == "..abcdefg")
    #expect(try redact(needles, "..abcdefgh") == "..[REDACTED:A]")
  }

  @Test func `hits are counted once for each placeholder`() throws {
    var stream = try Stream(needleSet(["A": "alphaline-BRAVO", "B": "BRAVO-charlie42"]))
    stream.feed("alphaline-BRAVO-charlie42 BRAVO-charlie42 YWxwaGFsaW5lLUJSQVZP ")
    stream.feed("616c7068616c696e652d425241564f alphaline-BRAVO")
    stream.finish()
    #expect(
      stream.hits == [
        Hit(name: "A", encoding: .raw, count: 2), Hit(name: "A", encoding: .base64, count: 1),
        Hit(name: "A", encoding: .hex, count: 1), Hit(name: "B", encoding: .raw, count: 1),
      ])
  }

  @Test func `a writer that takes few bytes at a time gets the same`() throws {
    let needles = try needleSet(["TOKEN": "t0ps3cret-Value-77"])
    var redactor = try Redactor(needles)
    let text = Array("a t0ps3cret-Value-77 b t0ps3cret-Value-77t0ps3cret-Value-77 c".utf8)
    _ = redactor.fill(text.count) { window, range in
      window.replace(at: range.lowerBound, with: text)
      return range.count
    }
    redactor.finish()
    var output: [UInt8] = []
    while redactor.hasOutput {
      redactor.drain { bytes, range in
        output.append(bytes[range.lowerBound])
        return 1
      }
    }
    let expected = "a [REDACTED:TOKEN] b [REDACTED:TOKEN][REDACTED:TOKEN] c"
    #expect(String(decoding: output, as: UTF8.self) == expected)
  }

  @Test func `more hits than the staging area holds come out`() throws {
    let needles = try needleSet(["A": "abcdef"])
    let text = String(repeating: "abcdef ", count: 20_000)
    let expected = String(repeating: "[REDACTED:A] ", count: 20_000)
    #expect(try redact(needles, text) == expected)
  }
}
