// SPDX-License-Identifier: Apache-2.0

import Auditing
import Foundation
import Testing

struct JSONLineTests {
  @Test func `any number comes back from another reader`() throws {
    let numbers = [0, 7, 10, 4_294_967_296, -1, Int.max, Int.min]
    for number in numbers {
      let sample = try SampleLog()
      try sample.append("start") { line in
        line.add("signed", number)
        line.add("small", Int32.min)
        line.add("unsigned", UInt64.max)
        line.add("user", UInt32.max)
      }
      let line = try #require(try sample.lines().last)
      #expect(
        line.contains(
          "\"signed\":\(number),\"small\":-2147483648,\"unsigned\":18446744073709551615,\"user\":4294967295,"
        ))
    }
  }

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
