// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct LabelsTests {
  @Test(arguments: [
    ("REDACTED", "v=[masked:PW]"),
    ("ACTED:PW", "v=<masked:PW>"),
    ("hunter22]", "v=[REDACTED:PW]"),
    ("]hunter22", "v=<REDACTED:PW>"),
    ("hunter22[", "v=<REDACTED:PW>"),
    ("hunter22[RED", "v=<REDACTED:PW>"),
    ("x[REDACTED:y", "v=<REDACTED:PW>"),
  ])
  func `a placeholder that a needle could touch is replaced by another`(
    value: String, expected: String
  ) throws {
    let output = try redact(needleSet(["PW": value]), "v=\(value)")
    #expect(output == expected || value.contains("ACTED") && !output.contains(value))
  }

  @Test func `a name that is a secret does not show`() throws {
    let needles = try needleSet(["A": "NAME_OF_B", "NAME_OF_B": "another-value"])
    let output = try redact(needles, "another-value NAME_OF_B")
    #expect(!output.contains("NAME_OF_B"))
  }

  @Test func `hostile values that use every bracket leave a row of one character`() throws {
    let values = ["]abcdef", ">abcdef", "}abcdef", ")abcdef", "REDACT", "masked", "secret"]
    let needles = try needleSet(values.enumerated().map { ("N\($0)", Array($1.utf8)) })
    #expect(try redact(needles, "x ]abcdef y") == "x ******** y")
  }
}
