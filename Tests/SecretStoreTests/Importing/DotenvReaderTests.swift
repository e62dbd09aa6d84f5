// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import Testing

/// What secrun's own rules make of a text.
func readSecrets(_ text: borrowing SecretBytes) throws(ImportError) -> [ImportedSecret] {
  var options = DotenvFile.Options()
  options.findsAmbiguities = false
  return try DotenvFile.read(text, options).secrets
}

struct DotenvReaderTests {
  private static func read(_ text: String) throws -> [String] {
    let text = try secret(text)
    return try readSecrets(text).map { "\($0.name)=\(plainText($0.value.bytes))" }
  }

  /// The inputs on which eight widely used parsers agree.
  private static let agreed: [(String, [String])] = [
    ("A=1\n", ["A=1"]),
    ("A=1 # comment\n", ["A=1"]),
    ("A=1\t# comment\n", ["A=1"]),
    ("A=\"ab # cd\"\n", ["A=ab # cd"]),
    ("A=x   \n", ["A=x"]),
    ("A=x \t\n", ["A=x"]),
    ("A=\"  x  \"\n", ["A=  x  "]),
    ("export A=b\n", ["A=b"]),
    ("A=\n", ["A="]),
    ("A='x\\ny'\n", ["A=x\\ny"]),
    ("A='$2a$10$abcDEF'\n", ["A=$2a$10$abcDEF"]),
    ("A='{\"k\": \"v\"}'\n", ["A={\"k\": \"v\"}"]),
    ("A=b=c==\n", ["A=b=c=="]),
    ("A=x\u{2028}y\n", ["A=x\u{2028}y"]),
    ("#A=1\nB=2\n", ["B=2"]),
    ("  A=1\n", ["A=1"]),
    ("\tA=1\n", ["A=1"]),
    ("A=1", ["A=1"]),
    ("#!/bin/sh\nA=1\n", ["A=1"]),
    ("", []),
    ("\n\n \n", []),
    ("# only a comment", []),
  ]

  @Test(arguments: agreed)
  func `reads what all parsers read the same way`(text: String, expected: [String]) throws {
    #expect(try Self.read(text) == expected)
  }

  /// The inputs on which the parsers differ and that have a safe reading, numbered as in the survey.
  private static let settled: [(String, [String])] = [
    ("A=ab#cd\n", ["A=ab#cd"]),  // 1
    ("A=#cd\n", ["A=#cd"]),  // 2
    ("A= #cd\n", ["A="]),
    ("A=ab #\n", ["A=ab"]),
    ("A=ab# cd\n", ["A=ab# cd"]),
    ("A=\"ab\"#cd\n", ["A=ab"]),  // 3
    ("A=\"ab\" #cd\nB=2", ["A=ab", "B=2"]),
    ("A='ab'\t# it's \"fine\"\n", ["A=ab"]),
    ("A = b\n", ["A=b"]),  // 4
    ("A=   b\n", ["A=b"]),  // 5
    ("A= 'b'\n", ["A=b"]),
    ("A=\"x\\ny\"\n", ["A=x\ny"]),  // 14
    ("A=\"x\\ty\"\n", ["A=x\ty"]),  // 15
    ("A=\"x\\ry\"\n", ["A=x\ry"]),
    ("A=x\\ny\n", ["A=x\\ny"]),  // 16
    ("A=\"x\\\\y\"\n", ["A=x\\y"]),  // 17
    ("A=\"x\\\\ny\"\n", ["A=x\\ny"]),  // 18
    ("A=\"x\\\"y\"\n", ["A=x\"y"]),  // 19
    ("A=\"x\\\\\"\n", ["A=x\\"]),
    ("A='x\\'y'\n", ["A=x'y"]),  // 20
    ("A='x\\\\y'\n", ["A=x\\\\y"]),
    ("A='x\\\"y'\n", ["A=x\\\"y"]),
    ("A=\"x\\$y\"\n", ["A=x$y"]),  // 21
    ("A=x\\$y\n", ["A=x\\$y"]),  // 22
    ("A=C:\\dir\\new\n", ["A=C:\\dir\\new"]),  // 23
    ("A=\"C:\\dir\\new\"\n", ["A=C:\\dir\new"]),  // 24
    ("A=\"\\a\\'\\0\\u00e9\"\n", ["A=\\a\\'\\0\\u00e9"]),
    ("A=$2a$10$abcDEF\n", ["A=$2a$10$abcDEF"]),  // 25
    ("A=\"$2a$10$abcDEF\"\n", ["A=$2a$10$abcDEF"]),  // 26
    ("B=v\nA=${B}x\n", ["B=v", "A=${B}x"]),  // 27
    ("B=v\nA=$B-x\n", ["B=v", "A=$B-x"]),  // 28
    ("B=v\nA='${B}x'\n", ["B=v", "A=${B}x"]),  // 29
    ("A=${NOPE}x\n", ["A=${NOPE}x"]),  // 30
    ("A=${NOPE:-d}\n", ["A=${NOPE:-d}"]),  // 31
    ("A=${NOPE-d}\n", ["A=${NOPE-d}"]),  // 32
    ("A=${NOPE:?msg}\n", ["A=${NOPE:?msg}"]),  // 33
    ("B=v\nA=${B:+w}\n", ["B=v", "A=${B:+w}"]),  // 34
    ("A=${B}\nB=v\n", ["A=${B}", "B=v"]),  // 35
    ("A=${HOME}\n", ["A=${HOME}"]),  // 36
    ("HOMEX=file\nA=${HOMEX}\n", ["HOMEX=file", "A=${HOMEX}"]),  // 37
    ("A=a$$b\n", ["A=a$$b"]),  // 38
    ("A=$(echo hi)\n", ["A=$(echo hi)"]),  // 39
    ("A=`echo hi`\n", ["A=`echo hi`"]),  // 40
    ("A=\"x\ny\"\nB=2\n", ["A=x\ny", "B=2"]),  // 41
    ("A='x\ny'\nB=2\n", ["A=x\ny", "B=2"]),  // 42
    (
      "A=\"-----BEGIN-----\nab+/=\n-----END-----\n\"\nB=2\n",
      ["A=-----BEGIN-----\nab+/=\n-----END-----\n", "B=2"]
    ),  // 44
    ("A=\"x\\\ny\"\n", ["A=x\\\ny"]),
    ("A=\"x\n# not a comment\nB=1\"\n", ["A=x\n# not a comment\nB=1"]),
    ("A={\"k\":\"v\"}\n", ["A={\"k\":\"v\"}"]),  // 48
    ("A={\"k\": \"v\"}\n", ["A={\"k\": \"v\"}"]),  // 49
    ("A=\"{\\\"k\\\": \\\"v\\\"}\"\n", ["A={\"k\": \"v\"}"]),  // 50
    ("A=x\"y\"z\n", ["A=x\"y\"z"]),  // 53
    ("A=it's\n", ["A=it's"]),  // 54
    ("A=x\r\nB=2\r\n", ["A=x", "B=2"]),  // 55
    ("\r\n# c\r\nA=\r\n", ["A="]),
    ("A=\"x\r\ny\"\r\nB=2\r\n", ["A=x\r\ny", "B=2"]),  // 57
    ("A='x\r\ny'\r\n", ["A=x\r\ny"]),
    ("\u{feff}A=x\n", ["A=x"]),  // 58
    ("\u{feff}", []),
    ("A=h\u{e9}llo \u{20ac}\n", ["A=h\u{e9}llo \u{20ac}"]),  // 59
    ("A=\u{a0}x\n", ["A=\u{a0}x"]),  // 61
    ("A\t=\t1\n", ["A=1"]),  // 64
    ("A=1;B=2\n", ["A=1;B=2"]),  // 66
    ("A=1 && echo\n", ["A=1 && echo"]),  // 67
    ("A=1 B=2\n", ["A=1 B=2"]),  // 68
    ("A=1\nA=${A}2\n", ["A=${A}2"]),  // 63
    ("A='1\n2'\nB=1\nexport A=3\n", ["A=3", "B=1"]),
    ("A=~/x\n", ["A=~/x"]),  // 69
    ("A=\"\"\nB=''\n", ["A=", "B="]),
    ("export\tA=b\nexport  B = c\n", ["A=b", "B=c"]),
    ("export=1\nexported=2\n", ["export=1", "exported=2"]),
    ("export =1\n", ["export=1"]),
    ("_=1\na_1=2\n", ["_=1", "a_1=2"]),
    ("A=\"unclosed in a comment\" # \"\n", ["A=unclosed in a comment"]),
  ]

  @Test(arguments: settled)
  func `reads what parsers read in different ways as it was most probably meant`(
    text: String, expected: [String]
  ) throws {
    #expect(try Self.read(text) == expected)
  }

  /// The inputs that parsers read in different ways and that have no safe reading.
  private static let refused: [(String, ImportError)] = [
    ("export A\n", ImportError(.missingEqualsSign, line: 1, column: 8)),  // 6
    ("A\n", ImportError(.missingEqualsSign, line: 1, column: 1)),  // 7
    ("A # comment\n", ImportError(.missingEqualsSign, line: 1, column: 1)),
    ("A", ImportError(.missingEqualsSign, line: 1, column: 1)),
    ("export ", ImportError(.missingEqualsSign, line: 1, column: 8)),
    ("A: b\n", ImportError(.blankInName, line: 1, column: 3)),  // 8
    ("A:b=c\n", ImportError(.invalidName, line: 1, column: 1)),
    ("A-B=c\n", ImportError(.invalidName, line: 1, column: 1)),  // 9
    ("A.B=c\n", ImportError(.invalidName, line: 1, column: 1)),  // 10
    ("1A=c\n", ImportError(.invalidName, line: 1, column: 1)),  // 11
    ("'A'=c\n", ImportError(.invalidName, line: 1, column: 1)),  // 12
    ("\u{e9}=c\n", ImportError(.invalidName, line: 1, column: 1)),  // 13
    ("=c\n", ImportError(.invalidName, line: 1, column: 1)),
    ("A=1\n  export =\n\n B+=2", ImportError(.invalidName, line: 4, column: 2)),
    ("A=`x\ny`\nB=2\n", ImportError(.missingEqualsSign, line: 2, column: 1)),  // 43
    ("A=x\\\ny\nB=2\n", ImportError(.missingEqualsSign, line: 2, column: 1)),  // 45
    ("A=\"x\nB=2\n", ImportError(.unterminatedQuote, line: 1, column: 3, name: "A")),  // 46
    ("A='x\nB=2\n", ImportError(.unterminatedQuote, line: 1, column: 3, name: "A")),  // 47
    ("B=1\nA = \"", ImportError(.unterminatedQuote, line: 2, column: 5, name: "A")),
    ("A=\"x\\\"", ImportError(.unterminatedQuote, line: 1, column: 3, name: "A")),
    ("A=\"x\\", ImportError(.unterminatedQuote, line: 1, column: 3, name: "A")),
    ("A='C:\\'\n", ImportError(.unterminatedQuote, line: 1, column: 3, name: "A")),
    ("A=\"x\" y\n", ImportError(.textAfterQuote, line: 1, column: 7, name: "A")),  // 51
    ("A=\"x\"'y'z\n", ImportError(.textAfterQuote, line: 1, column: 6, name: "A")),  // 52
    ("A='it's'\n", ImportError(.textAfterQuote, line: 1, column: 7, name: "A")),
    ("A='x\n\u{e9}y' z\n", ImportError(.textAfterQuote, line: 2, column: 5, name: "A")),
    ("A=x\rB=2\r", ImportError(.loneCarriageReturn, line: 1, column: 4, name: "A")),  // 56
    ("A=x\r", ImportError(.loneCarriageReturn, line: 1, column: 4, name: "A")),
    ("A\r=x\n", ImportError(.loneCarriageReturn, line: 1, column: 2)),
    ("# c\rA=1\r", ImportError(.loneCarriageReturn, line: 1, column: 4)),
    ("A=\"x\ry\"\n", ImportError(.loneCarriageReturn, line: 1, column: 5, name: "A")),
    ("A='x'\r", ImportError(.loneCarriageReturn, line: 1, column: 6, name: "A")),
    ("A=x\0y\n", ImportError(.nullByte, line: 1, column: 4, name: "A")),  // 62
    ("A='x\0y'\n", ImportError(.nullByte, line: 1, column: 5, name: "A")),
    ("A=\"x\\\0y\"\n", ImportError(.nullByte, line: 1, column: 6, name: "A")),
    ("A\0=1\n", ImportError(.nullByte, line: 1, column: 2)),
    ("# \0\n", ImportError(.nullByte, line: 1, column: 3)),
    ("foo bar\nB=2\n", ImportError(.blankInName, line: 1, column: 4)),  // 65
    ("foo bar=2\n", ImportError(.blankInName, line: 1, column: 4)),
    ("export A B=2\n", ImportError(.blankInName, line: 1, column: 9)),
  ]

  @Test(arguments: refused)
  func `refuses what has no safe reading, and says where`(
    text: String, expected: ImportError
  ) throws {
    let text = try secret(text)
    #expect(throws: expected) { try readSecrets(text) }
  }

  @Test func `keeps bytes that are not UTF-8`() throws {
    let text = try SecretBytes(copying: [
      0x41, 0x3D, 0xFF, 0xFE, 0x0A, 0x42, 0x3D, 0x27, 0xC3, 0x27,
    ])
    let secrets = try readSecrets(text)
    #expect(secrets.map(\.name) == ["A", "B"])
    #expect(plainBytes(secrets[0].value.bytes) == [0xFF, 0xFE])
    #expect(plainBytes(secrets[1].value.bytes) == [0xC3])
  }

  @Test func `knows the line of each name`() throws {
    let text = try secret("\n# c\nA='1\n2'\n  B=3\r\nexport C=\n")
    #expect(try readSecrets(text).map(\.line) == [3, 5, 6])
  }

  @Test func `takes a name of 128 bytes and no longer one`() throws {
    let name = String(repeating: "N", count: 128)
    #expect(try Self.read(name + "=1") == [name + "=1"])
    let longer = try secret(name + "N=1")
    #expect(throws: ImportError(.invalidName, line: 1, column: 1)) { try readSecrets(longer) }
  }

  @Test(arguments: [
    "canary\n", "A canary=1", "canary-1=x", "A='canary", "A=\"canary", "A=canary\r",
    "A=canary\0", "A='x' canary",
  ])
  func `an error never shows a byte of the file but a name that is one`(text: String) throws {
    let text = try secret(text)
    let error = #expect(throws: ImportError.self) { try readSecrets(text) }
    #expect(!String(reflecting: error).contains("canary"))
  }

  @Test func `a file that is cut anywhere is read or refused, never misread`() throws {
    let whole = "\u{feff}export A='x\\'y' # c\r\nB=\"1\\n\r\n2\"\r\nC = z \n"
    let bytes = Array(whole.utf8)
    for count in 0..<bytes.count {
      let part = try SecretBytes(copying: Array(bytes[..<count]))
      guard let secrets = try? readSecrets(part) else { continue }
      let values = secrets.map { "\($0.name)=\(plainText($0.value.bytes))" }
      let expected = ["A=x'y", "B=1\n\r\n2", "C=z"]
      // Only a value without quotes can be cut before its first byte and still be one.
      #expect(zip(values, expected).allSatisfy { $0 == $1 || $0.count == 2 }, "cut at \(count)")
    }
  }
}
