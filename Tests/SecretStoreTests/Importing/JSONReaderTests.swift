// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import Testing

struct JSONReaderTests {
  private static let accepted: [(String, [String])] = [
    ("{}", []),
    (" \t\r\n{ \n } \n", []),
    ("{\"A\":\"1\"}", ["A=1"]),
    ("\u{feff}{\"A\":\"1\"}", ["A=1"]),
    ("{ \"A\" : \"1\" ,\n\"B\"\t:\r\"\" }\n", ["A=1", "B="]),
    ("{\"A\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", ["A=\"\\/\u{8}\u{c}\n\r\t"]),
    ("{\"A\":\"\\u0041\\u00e9\\u20AC\\uFFFF\\u0001\"}", ["A=A\u{e9}\u{20ac}\u{ffff}\u{1}"]),
    ("{\"A\":\"\\ud83d\\uDE00\\uD800\\uDC00\\udbff\\udfff\"}", ["A=😀\u{10000}\u{10ffff}"]),
    ("{\"A\":\"h\u{e9}llo \u{20ac} 😀 \u{7f}\"}", ["A=h\u{e9}llo \u{20ac} 😀 \u{7f}"]),
    ("{\"A\":\"$2a$10$abc # 'x' `y`\"}", ["A=$2a$10$abc # 'x' `y`"]),
    ("{\"\\u0041_1\":\"{\\\"k\\\": null}\"}", ["A_1={\"k\": null}"]),
    (
      "{\"A\":\"-----BEGIN-----\\nab+/=\\n-----END-----\\n\"}",
      [
        "A=-----BEGIN-----\nab+/=\n-----END-----\n"
      ]
    ),
    ("{\"B\":\"2\",\"A\":\"1\",\"a\":\"3\"}", ["B=2", "A=1", "a=3"]),
  ]

  @Test(arguments: accepted)
  func `reads one flat object of strings`(text: String, expected: [String]) throws {
    let text = try secret(text)
    let found = try JSONReader.read(text).map { "\($0.name)=\(plainText($0.value.bytes))" }
    #expect(found == expected)
  }

  private static let refused: [(String, ImportError)] = [
    ("", ImportError(.notAnObject, line: 1, column: 1)),
    ("  ", ImportError(.notAnObject, line: 1, column: 3)),
    ("[]", ImportError(.notAnObject, line: 1, column: 1)),
    ("\n\"A\"", ImportError(.notAnObject, line: 2, column: 1)),
    ("null", ImportError(.notAnObject, line: 1, column: 1)),
    ("// c\n{}", ImportError(.notAnObject, line: 1, column: 1)),
    ("\u{a0}{}", ImportError(.notAnObject, line: 1, column: 1)),
    ("{", ImportError(.expected("a name in quotes"), line: 1, column: 2)),
    ("{,}", ImportError(.expected("a name in quotes"), line: 1, column: 2)),
    ("{A:\"1\"}", ImportError(.expected("a name in quotes"), line: 1, column: 2)),
    ("{'A':'1'}", ImportError(.expected("a name in quotes"), line: 1, column: 2)),
    ("{\"A\":\"1\",}", ImportError(.expected("a name in quotes"), line: 1, column: 10)),
    ("{\"A\":\"1\",", ImportError(.expected("a name in quotes"), line: 1, column: 10)),
    ("{\"A\"}", ImportError(.expected("a colon"), line: 1, column: 5, name: "A")),
    ("{\"A\"=\"1\"}", ImportError(.expected("a colon"), line: 1, column: 5, name: "A")),
    ("{\"A\":\"1\"", ImportError(.expected("a comma or }"), line: 1, column: 9)),
    ("{\"A\":\"1\" \"B\":\"2\"}", ImportError(.expected("a comma or }"), line: 1, column: 10)),
    ("{\"A\":\"1\"]", ImportError(.expected("a comma or }"), line: 1, column: 9)),
    ("{}x", ImportError(.textAfterObject, line: 1, column: 3)),
    ("{}\n{}", ImportError(.textAfterObject, line: 2, column: 1)),
    ("{}\0", ImportError(.textAfterObject, line: 1, column: 3)),
    ("{\"A\":1}", ImportError(.notAString, line: 1, column: 6, name: "A")),
    ("{\"A\":null}", ImportError(.notAString, line: 1, column: 6, name: "A")),
    ("{\"A\":true}", ImportError(.notAString, line: 1, column: 6, name: "A")),
    ("{\"A\":{}}", ImportError(.notAString, line: 1, column: 6, name: "A")),
    ("{\"A\":[\"1\"]}", ImportError(.notAString, line: 1, column: 6, name: "A")),
    ("{\"A\":}", ImportError(.notAString, line: 1, column: 6, name: "A")),
    ("{\"A\":", ImportError(.notAString, line: 1, column: 6, name: "A")),
    ("{\n  \"\u{e9}\": 1}", ImportError(.invalidName, line: 2, column: 3)),
    ("{\"\":\"1\"}", ImportError(.invalidName, line: 1, column: 2)),
    ("{\"1A\":\"1\"}", ImportError(.invalidName, line: 1, column: 2)),
    ("{\"A-B\":\"1\"}", ImportError(.invalidName, line: 1, column: 2)),
    ("{\"A B\":\"1\"}", ImportError(.invalidName, line: 1, column: 2)),
    ("{\"A=\":\"1\"}", ImportError(.invalidName, line: 1, column: 2)),
    (
      "{\"A\":\"1\",\n\"\\u0041\":\"1\"}",
      ImportError(.duplicateName(firstLine: 1), line: 2, column: 1, name: "A")
    ),
    ("{\"A\":\"1", ImportError(.unterminatedQuote, line: 1, column: 6, name: "A")),
    ("{\"A\":\"1\\\"}", ImportError(.unterminatedQuote, line: 1, column: 6, name: "A")),
    ("{\"A", ImportError(.unterminatedQuote, line: 1, column: 2)),
    ("{\"A\":\"1\n2\"}", ImportError(.controlCharacter, line: 1, column: 8, name: "A")),
    ("{\"A\":\"\t\"}", ImportError(.controlCharacter, line: 1, column: 7, name: "A")),
    ("{\"A\":\"\u{1f}\"}", ImportError(.controlCharacter, line: 1, column: 7, name: "A")),
    ("{\"A\":\"\0\"}", ImportError(.nullByte, line: 1, column: 7, name: "A")),
    ("{\"A\":\"x\\u0000\"}", ImportError(.nullByte, line: 1, column: 8, name: "A")),
    ("{\"A\":\"\\x41\"}", ImportError(.invalidEscape, line: 1, column: 7, name: "A")),
    ("{\"A\":\"\\'\"}", ImportError(.invalidEscape, line: 1, column: 7, name: "A")),
    ("{\"A\":\"\\u12\"}", ImportError(.invalidEscape, line: 1, column: 7, name: "A")),
    ("{\"A\":\"\\u12g4\"}", ImportError(.invalidEscape, line: 1, column: 7, name: "A")),
    ("{\"A\":\"\\U0041\"}", ImportError(.invalidEscape, line: 1, column: 7, name: "A")),
    ("{\"A\":\"\\", ImportError(.invalidEscape, line: 1, column: 7, name: "A")),
    ("{\"A\":\"\u{e9}\\ud800\"}", ImportError(.loneSurrogate, line: 1, column: 8, name: "A")),
    ("{\"A\":\"\\ud800x\"}", ImportError(.loneSurrogate, line: 1, column: 7, name: "A")),
    ("{\"A\":\"\\ud800\\n\"}", ImportError(.loneSurrogate, line: 1, column: 7, name: "A")),
    ("{\"A\":\"\\ud800\\ud800\"}", ImportError(.loneSurrogate, line: 1, column: 7, name: "A")),
    ("{\"A\":\"\\ud800\\u0041\"}", ImportError(.loneSurrogate, line: 1, column: 7, name: "A")),
    ("{\"A\":\"\\udc00\"}", ImportError(.loneSurrogate, line: 1, column: 7, name: "A")),
  ]

  @Test(arguments: refused)
  func `refuses everything else, and says where`(text: String, expected: ImportError) throws {
    let text = try secret(text)
    #expect(throws: expected) { try JSONReader.read(text) }
  }

  /// Sequences that RFC 3629 forbids, and neighbours that it allows.
  private static let sequences: [([UInt8], Bool)] = [
    ([0x80], false), ([0xBF], false), ([0xC0, 0x80], false), ([0xC1, 0xBF], false),
    ([0xC2, 0x80], true), ([0xC2], false), ([0xC2, 0x41], false), ([0xDF, 0xBF], true),
    ([0xE0, 0x80, 0x80], false), ([0xE0, 0x9F, 0xBF], false), ([0xE0, 0xA0, 0x80], true),
    ([0xE2, 0x82], false), ([0xE2, 0x82, 0x41], false), ([0xED, 0x9F, 0xBF], true),
    ([0xED, 0xA0, 0x80], false), ([0xED, 0xBF, 0xBF], false), ([0xEE, 0x80, 0x80], true),
    ([0xEF, 0xBF, 0xBF], true), ([0xF0, 0x8F, 0xBF, 0xBF], false),
    ([0xF0, 0x90, 0x80, 0x80], true), ([0xF1, 0x80, 0x80], false),
    ([0xF4, 0x8F, 0xBF, 0xBF], true),
    ([0xF4, 0x90, 0x80, 0x80], false), ([0xF5, 0x80, 0x80, 0x80], false), ([0xFE], false),
    ([0xFF], false),
  ]

  @Test(arguments: sequences)
  func `takes UTF-8 only`(bytes: [UInt8], isValid: Bool) throws {
    let text = try SecretBytes(
      copying: Array("{\"A\":\"x".utf8) + bytes + Array("\"}".utf8))
    if isValid {
      let value = try #require(try JSONReader.read(text).first).value
      #expect(plainBytes(value.bytes) == [0x78] + bytes)
    } else {
      #expect(throws: ImportError(.invalidUTF8, line: 1, column: 8, name: "A")) {
        try JSONReader.read(text)
      }
    }
  }

  @Test func `knows the line of each name`() throws {
    let text = try secret("{\n\"A\":\n\"1\",\r\n\"B\":\"2\"}")
    #expect(try JSONReader.read(text).map(\.line) == [2, 4])
  }

  @Test func `an object that is cut anywhere is refused`() throws {
    let bytes = Array("{\"A\":\"x\\u20ac\\ud83d\\ude00\u{e9}\",\n\"B\" : \"\\n\"}".utf8)
    for count in 0..<bytes.count {
      let part = try SecretBytes(copying: Array(bytes[..<count]))
      #expect(throws: ImportError.self) { try JSONReader.read(part) }
    }
  }

  @Test(arguments: [
    "canary", "{\"A\":canary}", "{\"canary-\":\"\"}", "{\"A\":\"canary", "{\"A\":\"canary\\q\"}",
    "{\"A\":\"canary\"} canary", "{\"A\":\"\",\"A\":\"canary\"}",
  ])
  func `an error never shows a byte of the file but a name that is one`(text: String) throws {
    let text = try secret(text)
    let error = #expect(throws: ImportError.self) { try JSONReader.read(text) }
    #expect(!String(reflecting: error).contains("canary"))
  }
}
