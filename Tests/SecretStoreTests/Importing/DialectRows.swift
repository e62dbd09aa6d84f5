// SPDX-License-Identifier: Apache-2.0

import SecretStore
import Testing

/// Texts on which eight widely used parsers differ, and what four of them make of each.
struct DialectRow: CustomTestStringConvertible {
  /// Its number in the survey.
  let number: Int
  let text: [UInt8]
  /// What each dialect reads; nil where secrun refuses: the tool refuses too, would execute something, or sets a name or
  /// a value that no environment can hold.
  let outcomes: [(dialects: [Dialect], variables: [String]?)]

  init(_ number: Int, _ text: String, _ outcomes: [([Dialect], [String]?)]) {
    self.number = number
    self.text = Array(text.utf8)
    self.outcomes = outcomes.map { (dialects: $0.0, variables: $0.1) }
  }

  var testDescription: String { "row \(number)" }
}

/// The survey: what parsers agree on, and what they do not.
enum DialectRows {
  /// All read these in the same way.
  static let agreed: [(text: String, variables: [String])] = [
    ("A=1\n", ["A=1"]),
    ("A=1 # comment\n", ["A=1"]),
    ("A=\"ab # cd\"\n", ["A=ab # cd"]),
    ("A=x   \n", ["A=x"]),
    ("A=\"  x  \"\n", ["A=  x  "]),
    ("export A=b\n", ["A=b"]),
    ("A=\n", ["A="]),
    ("A='x\\ny'\n", ["A=x\\ny"]),
    ("A='$2a$10$abcDEF'\n", ["A=$2a$10$abcDEF"]),
    ("A='{\"k\": \"v\"}'\n", ["A={\"k\": \"v\"}"]),
    ("A=b=c==\n", ["A=b=c=="]),
    ("A=x\u{2028}y\n", ["A=x\u{2028}y"]),
    ("A=1\nA=2\n", ["A=2"]),
    ("#A=1\nB=2\n", ["B=2"]),
    ("  A=1\n", ["A=1"]),
    ("A=1", ["A=1"]),
    ("#!/bin/sh\nA=1\n", ["A=1"]),
  ]

  /// These not; where the environment matters, the variable is not set.
  static let all: [DialectRow] = [
    DialectRow(
      1, "A=ab#cd\n", [([.pythonDotenv, .compose, .shell], ["A=ab#cd"]), ([.node], ["A=ab"])]),
    DialectRow(2, "A=#cd\n", [([.pythonDotenv, .compose, .shell], ["A=#cd"]), ([.node], ["A="])]),
    DialectRow(
      3, "A=\"ab\"#cd\n", [([.pythonDotenv, .node, .compose], ["A=ab"]), ([.shell], ["A=ab#cd"])]),
    DialectRow(4, "A = b\n", [([.pythonDotenv, .node, .compose], ["A=b"]), ([.shell], [])]),
    DialectRow(5, "A=   b\n", [([.pythonDotenv, .node, .compose], ["A=b"]), ([.shell], [])]),
    DialectRow(6, "export A\n", [([.pythonDotenv, .node, .compose, .shell], [])]),
    DialectRow(7, "A\n", [([.pythonDotenv, .node, .compose, .shell], [])]),
    DialectRow(8, "A: b\n", [([.pythonDotenv, .node, .shell], []), ([.compose], ["A=b"])]),
    DialectRow(9, "A-B=c\n", [([.pythonDotenv, .node, .compose], nil), ([.shell], [])]),
    DialectRow(10, "A.B=c\n", [([.pythonDotenv, .node, .compose], nil), ([.shell], [])]),
    DialectRow(11, "1A=c\n", [([.pythonDotenv, .node, .compose], nil), ([.shell], [])]),
    DialectRow(
      12, "'A'=c\n", [([.pythonDotenv], ["A=c"]), ([.node, .compose], nil), ([.shell], [])]),
    DialectRow(13, "\u{e9}=c\n", [([.pythonDotenv, .node, .compose], nil), ([.shell], [])]),
    DialectRow(
      14, "A=\"x\\ny\"\n",
      [([.pythonDotenv, .node, .compose], ["A=x\ny"]), ([.shell], ["A=x\\ny"])]),
    DialectRow(
      15, "A=\"x\\ty\"\n",
      [([.pythonDotenv, .compose], ["A=x\ty"]), ([.node, .shell], ["A=x\\ty"])]),
    DialectRow(
      16, "A=x\\ny\n", [([.pythonDotenv, .node, .compose], ["A=x\\ny"]), ([.shell], ["A=xny"])]),
    DialectRow(
      17, "A=\"x\\\\y\"\n",
      [([.pythonDotenv, .compose, .shell], ["A=x\\y"]), ([.node], ["A=x\\\\y"])]),
    DialectRow(
      18, "A=\"x\\\\ny\"\n",
      [([.pythonDotenv, .compose, .shell], ["A=x\\ny"]), ([.node], ["A=x\\\ny"])]),
    DialectRow(
      19, "A=\"x\\\"y\"\n",
      [([.pythonDotenv, .compose, .shell], ["A=x\"y"]), ([.node], ["A=x\\"])]),
    DialectRow(
      20, "A='x\\'y'\n",
      [([.pythonDotenv, .compose], ["A=x'y"]), ([.node], ["A=x\\"]), ([.shell], nil)]),
    DialectRow(
      21, "A=\"x\\$y\"\n",
      [([.pythonDotenv, .node], ["A=x\\$y"]), ([.compose, .shell], ["A=x$y"])]),
    DialectRow(
      22, "A=x\\$y\n",
      [([.pythonDotenv, .node], ["A=x\\$y"]), ([.compose], ["A=x\\"]), ([.shell], ["A=x$y"])]),
    DialectRow(
      23, "A=C:\\dir\\new\n",
      [([.pythonDotenv, .node, .compose], ["A=C:\\dir\\new"]), ([.shell], ["A=C:dirnew"])]),
    DialectRow(
      24, "A=\"C:\\dir\\new\"\n",
      [([.pythonDotenv, .node, .compose], ["A=C:\\dir\new"]), ([.shell], ["A=C:\\dir\\new"])]),
    DialectRow(
      25, "A=$2a$10$abcDEF\n",
      [
        ([.pythonDotenv, .node], ["A=$2a$10$abcDEF"]), ([.compose], ["A=$2a$10"]),
        ([.shell], ["A=a0"]),
      ]),
    DialectRow(
      26, "A=\"$2a$10$abcDEF\"\n",
      [
        ([.pythonDotenv, .node], ["A=$2a$10$abcDEF"]), ([.compose], ["A=$2a$10"]),
        ([.shell], ["A=a0"]),
      ]),
    DialectRow(
      27, "B=v\nA=${B}x\n",
      [([.pythonDotenv, .compose, .shell], ["A=vx", "B=v"]), ([.node], ["A=${B}x", "B=v"])]),
    DialectRow(
      28, "B=v\nA=$B-x\n",
      [([.pythonDotenv, .node], ["A=$B-x", "B=v"]), ([.compose, .shell], ["A=v-x", "B=v"])]),
    DialectRow(
      29, "B=v\nA='${B}x'\n",
      [([.pythonDotenv], ["A=vx", "B=v"]), ([.node, .compose, .shell], ["A=${B}x", "B=v"])]),
    DialectRow(
      30, "A=${NOPE}x\n",
      [([.pythonDotenv, .compose, .shell], ["A=x"]), ([.node], ["A=${NOPE}x"])]),
    DialectRow(
      31, "A=${NOPE:-d}\n",
      [([.pythonDotenv, .compose, .shell], ["A=d"]), ([.node], ["A=${NOPE:-d}"])]),
    DialectRow(
      32, "A=${NOPE-d}\n",
      [([.pythonDotenv], ["A="]), ([.node], ["A=${NOPE-d}"]), ([.compose, .shell], ["A=d"])]),
    DialectRow(
      33, "A=${NOPE:?msg}\n",
      [([.pythonDotenv, .node], ["A=${NOPE:?msg}"]), ([.compose, .shell], nil)]),
    DialectRow(
      34, "B=v\nA=${B:+w}\n",
      [([.pythonDotenv, .node], ["A=${B:+w}", "B=v"]), ([.compose, .shell], ["A=w", "B=v"])]),
    DialectRow(
      35, "A=${B}\nB=v\n",
      [([.pythonDotenv, .compose, .shell], ["A=", "B=v"]), ([.node], ["A=${B}", "B=v"])]),
    DialectRow(
      36, "A=${HOMEX}\n", [([.pythonDotenv, .compose, .shell], ["A="]), ([.node], ["A=${HOMEX}"])]),
    DialectRow(
      37, "HOMEX=file\nA=${HOMEX}\n",
      [
        ([.pythonDotenv, .compose, .shell], ["A=file", "HOMEX=file"]),
        ([.node], ["A=${HOMEX}", "HOMEX=file"]),
      ]),
    DialectRow(
      38, "A=a$$b\n",
      [([.pythonDotenv, .node], ["A=a$$b"]), ([.compose], ["A=a$b"]), ([.shell], nil)]),
    DialectRow(
      39, "A=$(echo hi)\n",
      [([.pythonDotenv, .node, .compose], ["A=$(echo hi)"]), ([.shell], nil)]),
    DialectRow(
      40, "A=`echo hi`\n",
      [([.pythonDotenv, .compose], ["A=`echo hi`"]), ([.node], ["A=echo hi"]), ([.shell], nil)]),
    DialectRow(
      41, "A=\"x\ny\"\nB=2\n", [([.pythonDotenv, .node, .compose, .shell], ["A=x\ny", "B=2"])]),
    DialectRow(
      42, "A='x\ny'\nB=2\n", [([.pythonDotenv, .node, .compose, .shell], ["A=x\ny", "B=2"])]),
    DialectRow(
      43, "A=`x\ny`\nB=2\n",
      [
        ([.pythonDotenv], ["A=`x", "B=2"]), ([.node], ["A=x\ny", "B=2"]),
        ([.compose, .shell], nil),
      ]),
    DialectRow(
      44, "A=\"-----BEGIN-----\nab+/=\n-----END-----\n\"\nB=2\n",
      [
        (
          [.pythonDotenv, .node, .compose, .shell],
          ["A=-----BEGIN-----\nab+/=\n-----END-----\n", "B=2"]
        )
      ]),
    DialectRow(
      45, "A=x\\\ny\nB=2\n",
      [
        ([.pythonDotenv, .compose], ["A=x\\", "B=2"]), ([.node], nil), ([.shell], ["A=xy", "B=2"]),
      ]),
    DialectRow(
      46, "A=\"x\nB=2\n",
      [([.pythonDotenv], ["B=2"]), ([.node], ["A=\"x", "B=2"]), ([.compose, .shell], nil)]),
    DialectRow(
      47, "A='x\nB=2\n",
      [([.pythonDotenv], ["B=2"]), ([.node], ["A='x", "B=2"]), ([.compose, .shell], nil)]),
    DialectRow(
      48, "A={\"k\":\"v\"}\n",
      [([.pythonDotenv, .node, .compose], ["A={\"k\":\"v\"}"]), ([.shell], ["A={k:v}"])]),
    DialectRow(
      49, "A={\"k\": \"v\"}\n",
      [([.pythonDotenv, .node, .compose], ["A={\"k\": \"v\"}"]), ([.shell], [])]),
    DialectRow(
      50, "A=\"{\\\"k\\\": \\\"v\\\"}\"\n",
      [([.pythonDotenv, .compose, .shell], ["A={\"k\": \"v\"}"]), ([.node], ["A={\\"])]),
    DialectRow(51, "A=\"x\" y\n", [([.pythonDotenv, .shell], []), ([.node, .compose], ["A=x"])]),
    DialectRow(
      52, "A=\"x\"'y'z\n",
      [([.pythonDotenv], []), ([.node], ["A=x"]), ([.compose], nil), ([.shell], ["A=xyz"])]),
    DialectRow(
      53, "A=x\"y\"z\n",
      [([.pythonDotenv, .node, .compose], ["A=x\"y\"z"]), ([.shell], ["A=xyz"])]),
    DialectRow(54, "A=it's\n", [([.pythonDotenv, .node, .compose], ["A=it's"]), ([.shell], nil)]),
    DialectRow(
      55, "A=x\r\nB=2\r\n",
      [([.pythonDotenv, .node, .compose], ["A=x", "B=2"]), ([.shell], ["A=x\r", "B=2\r"])]),
    DialectRow(
      56, "A=x\rB=2\r",
      [
        ([.pythonDotenv], ["A=x", "B=2"]), ([.node], ["A=xB=2"]), ([.compose], ["A=x\rB=2"]),
        ([.shell], ["A=x\rB=2\r"]),
      ]),
    DialectRow(
      57, "A=\"x\r\ny\"\r\nB=2\r\n",
      [
        ([.pythonDotenv, .node], ["A=x\ny", "B=2"]), ([.compose], ["A=x\r\ny", "B=2"]),
        ([.shell], ["A=x\r\ny\r", "B=2\r"]),
      ]),
    DialectRow(
      58, "\u{feff}A=x\n", [([.pythonDotenv, .compose], ["A=x"]), ([.node], nil), ([.shell], [])]),
    DialectRow(
      59, "A=h\u{e9}llo \u{20ac}\n",
      [([.pythonDotenv, .node, .compose], ["A=h\u{e9}llo \u{20ac}"]), ([.shell], [])]),
    DialectRow(
      61, "A=\u{a0}x\n", [([.pythonDotenv, .compose], ["A=x"]), ([.node, .shell], ["A=\u{a0}x"])]),
    DialectRow(62, "A=x\0y\n", [([.pythonDotenv, .node, .compose, .shell], nil)]),
    DialectRow(
      63, "A=1\nA=${A}2\n",
      [([.pythonDotenv, .compose, .shell], ["A=12"]), ([.node], ["A=${A}2"])]),
    DialectRow(
      64, "A\t=\t1\n", [([.pythonDotenv, .compose], ["A=1"]), ([.node], nil), ([.shell], [])]),
    DialectRow(
      65, "foo bar\nB=2\n", [([.pythonDotenv, .shell], ["B=2"]), ([.node, .compose], nil)]),
    DialectRow(
      66, "A=1;B=2\n",
      [([.pythonDotenv, .node, .compose], ["A=1;B=2"]), ([.shell], ["A=1", "B=2"])]),
    DialectRow(
      67, "A=1 && echo\n",
      [([.pythonDotenv, .node, .compose], ["A=1 && echo"]), ([.shell], ["A=1"])]),
    DialectRow(
      68, "A=1 B=2\n",
      [([.pythonDotenv, .node, .compose], ["A=1 B=2"]), ([.shell], ["A=1", "B=2"])]),
    DialectRow(69, "A=~/x\n", [([.pythonDotenv, .node, .compose], ["A=~/x"])]),
  ]
}
