// SPDX-License-Identifier: Apache-2.0

import Auditing
import Foundation
import Testing

struct JSONLineTests {
  @Test(arguments: [
    "", "plain", "quote \" and \\ backslash", "line\nend\ttab\r\u{0}\u{1f}\u{7f}", "ü 漢 😀",
    "\u{2028}\u{202e}", "{\"a\":1}",
  ])
  func `any text comes back from another reader`(text: String) throws {
    let sample = try SampleLog()
    try sample.append("start", text)
    let line = try #require(try sample.lines().last)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(object["run"] as? String == text)
    #expect(object["seq"] as? Int == 1)
    #expect(try sample.faults() == [])
  }
}
