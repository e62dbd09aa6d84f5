// SPDX-License-Identifier: Apache-2.0

import Redaction
import SecretMemory
import Testing

struct CoverageTests {
  @Test(
    arguments: [
      ("", nil), ("   \n ", .blank), ("abcde", .tooShort), ("  abcde  ", .tooShort),
      ("abcdef", nil),
      ("True", .commonWord), ("localhost", .commonWord), ("127.0.0.1", .commonWord),
      ("trueish", nil),
    ] as [(String, UncoveredSecret.Reason?)])
  func `a value that cannot be a needle is reported with its reason`(
    value: String, reason: UncoveredSecret.Reason?
  ) throws {
    let needles = try needleSet([("A", Array(value.utf8))])
    #expect(needles.uncovered == (reason.map { [UncoveredSecret(name: "A", reason: $0)] } ?? []))
    let secret = NamedSecret(
      name: "A", value: SharedSecret(try SecretBytes(copying: Array(value.utf8))))
    #expect(NeedleSet.uncovered([secret]) == needles.uncovered)
  }

  @Test func `the user may set another floor and skip names`() throws {
    var options = NeedleOptions()
    options.minimumLength = 3
    options.skip = ["B"]
    let needles = try needleSet(
      [("A", Array("abc".utf8)), ("B", Array("ab".utf8)), ("C", Array("cd".utf8))],
      options: options)
    #expect(needles.uncovered == [UncoveredSecret(name: "C", reason: .tooShort)])
    #expect(try redact(needles, "xabcx abx") == "x[REDACTED:A]x abx")
  }

  @Test func `a derived form below its floor is no needle`() throws {
    let needles = try needleSet(["A": "aaaaaa"])
    // At another alignment six bytes leave seven characters, which ordinary text may hold.
    #expect(try redact(needles, "YWFhYWFh eGFhYWFhYQ") == "[REDACTED:A] eGFhYWFhYQ")
  }
}
