// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

struct CanaryTests {
  @Test(arguments: Canary.Kind.allCases)
  func `no two canaries are alike`(kind: Canary.Kind) {
    #expect(Canary(name: "A", kind: kind).value != Canary(name: "A", kind: kind).value)
  }

  @Test(arguments: Canary.Kind.allCases)
  func `its value and all its encodings are found`(kind: Canary.Kind) throws {
    let canary = Canary(name: "A", kind: kind)
    let text = canary.value.text
    var shown = [text, text.replacing("\n", with: "\r\n")]
    for before in ["", "x", "xy"] {
      for after in ["", "z", "zz"] {
        let base64 = Data((before + text + after).utf8).base64EncodedString()
        shown += [base64, base64.replacing("+", with: "-").replacing("/", with: "_")]
      }
    }
    shown.append(try #require(text.addingPercentEncoding(withAllowedCharacters: .alphanumerics)))
    shown.append(try #require(text.addingPercentEncoding(withAllowedCharacters: .urlHostAllowed)))
    shown.append(canary.value.map { String(format: "%02X", $0) }.joined())
    shown.append(try JSONEncoder().encode([text]).text)
    var search = CanarySearch()
    search.add(canary)
    for text in shown {
      let bytes = Array("before \(text) after".utf8)
      #expect(throws: ScriptFailure.self, "\(text)") {
        try search.search(bytes, place: "here", allowing: [])
      }
    }
  }

  @Test func `other text is not taken for it`() throws {
    var search = CanarySearch()
    for kind in Canary.Kind.allCases { search.add(Canary(name: kind.rawValue, kind: kind)) }
    let harmless = "-----BEGIN PRIVATE KEY-----\n{\"client\":\"ci\",\"private_key\":\"\"} sk-"
    try search.search(Array(harmless.utf8), place: "here", allowing: [])
  }
}

extension Data {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
