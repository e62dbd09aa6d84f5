// SPDX-License-Identifier: Apache-2.0

import Redaction
import SecretMemory
import Testing

/// Needles that are added to a running redactor (R10).
struct LateNeedlesTests {
  private func more(
    _ secrets: KeyValuePairs<String, String>, after earlier: NeedleSet
  ) throws -> NeedleSet {
    let secrets = try secrets.map { name, value in
      NamedSecret(name: name, value: SharedSecret(try SecretBytes(copying: Array(value.utf8))))
    }
    return try NeedleSet(secrets, after: earlier)
  }

  @Test func `what comes later is masked, what came before is not`() throws {
    let first = try needleSet(["A": "first-secret"])
    var stream = try Stream(first)
    stream.feed("late-secret first-secret\n")
    try stream.redactor.add(more(["B": "late-secret"], after: first))
    stream.feed("late-secret first-secret bGF0ZS1zZWNyZXQ= %6cate-secret")
    stream.finish()
    #expect(
      stream.text
        == "late-secret [REDACTED:A]\n[REDACTED:B] [REDACTED:A] [REDACTED:B]Q= [REDACTED:B]")
    #expect(
      stream.hits.map(\.name) == ["A", "B", "B", "B"] && stream.hits.map(\.count) == [2, 1, 1, 1])
  }

  @Test func `needles that nobody wants any longer are not made to the end`() throws {
    let secrets = try ["A": "first-secret", "B": "second-secret"].map { name, value in
      NamedSecret(name: name, value: SharedSecret(try SecretBytes(copying: Array(value.utf8))))
    }
    var asked = 0
    _ = try NeedleSet(
      secrets,
      while: {
        asked += 1; return true
      })
    for limit in 0..<asked {
      var count = 0
      #expect(throws: RedactionError.notWanted) {
        _ = try NeedleSet(
          secrets,
          while: {
            count += 1; return count <= limit
          })
      }
    }
  }

  @Test func `what is held counts`() throws {
    let first = try needleSet(["A": "secret-of-one"])
    var stream = try Stream(first)
    stream.feed("> secret-of-")
    #expect(stream.held == 10)
    try stream.redactor.add(more(["B": "secret-of-two"], after: first))
    stream.feed("two <")
    stream.finish()
    #expect(stream.text == "> [REDACTED:B] <")
  }

  @Test func `needles of both that overlap are one range`() throws {
    let first = try needleSet(["A": "alphaline-BRAVO"])
    var stream = try Stream(first)
    try stream.redactor.add(more(["B": "BRAVO-charlie42"], after: first))
    stream.feed("[alphaline-BRAVO")
    stream.feed("-charlie42]")
    stream.finish()
    #expect(stream.text == "[[REDACTED:A]]")
  }

  @Test func `no placeholder holds a later needle`() throws {
    let first = try needleSet(["A": "first-secret"])
    var stream = try Stream(first)
    let second = try more(["B": "REDACTED"], after: first)
    try stream.redactor.add(second)
    try stream.redactor.add(
      more(["C": "a longer one than the others are, of many letters"], after: second))
    stream.feed("first-secret a longer one than the others are, of many letters")
    stream.finish()
    #expect(stream.text == "<masked:A> <masked:C>")
  }
}
