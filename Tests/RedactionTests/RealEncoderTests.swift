// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import Testing

/// What real programs print, where they are installed.
struct RealEncoderTests {
  private static let values = [
    "k3y/Pl+us=Am&per?Qu%3 'x\"y<z>\\w$", "p\u{E4}ssw\u{F6}rd-\u{1F511}-\u{DC}n\u{EF}c0de",
    "Zx9-Quartz_Lamp_42~ok", "tab\there `back` #{x} $HOME !bang *", "a\u{A0}b\u{200B}c-d-e-f-g-h",
    "line one of it\nline two of it", "''''\"\"\"\"$$$$\\\\\\\\", "?>~?>~Zx9?>~Quartz_Lamp",
  ]

  @Test(arguments: values)
  func `whatever Python's own library prints is masked`(value: String) throws {
    let forms = PythonEncoders.texts("encoders.py", of: value)
    if PythonEncoders.isMissing { return }
    let needles = try needleSet(["A": value])
    #expect(forms.count > 25)
    for (name, text) in forms {
      let shown = String(decoding: try redact(needles, [text]), as: UTF8.self)
      #expect(
        shown.contains("REDACTED"), "\(name): \(String(decoding: text, as: UTF8.self)) → \(shown)")
    }
  }

  @Test(arguments: values)
  func `whatever bash prints is masked`(value: String) throws {
    let script = """
      printf 'raw\\0%s\\0' "$1"; printf 'q\\0%q\\0' "$1"; printf 'at-Q\\0%s\\0' "${1@Q}"
      printf 'declare\\0'; v="$1"; declare -p v; printf '\\0trace\\0'
      (exec 2>&1; set -x; : "$1"); printf '\\0base64\\0'; printf %s "$1" | base64 -w 20
      printf '\\0od\\0'; printf '\\0'
      """
    guard let printed = PythonEncoders.output("bash", ["-c", script, "bash", value]) else { return }
    let needles = try needleSet(["A": value])
    for (name, text) in PythonEncoders.forms(printed) where !text.isEmpty {
      let shown = String(decoding: try redact(needles, [text]), as: UTF8.self)
      #expect(
        shown.contains("REDACTED"), "\(name): \(String(decoding: text, as: UTF8.self)) → \(shown)")
    }
  }

  @Test(arguments: values)
  func `whatever Perl and Node print is masked`(value: String) throws {
    let needles = try needleSet(["A": value])
    let node = """
      const v = process.argv[1], u = require("util");
      for (const [n, t] of Object.entries({ json: JSON.stringify(v), uri: encodeURI(v),
        component: encodeURIComponent(v), inspect: u.inspect(v), object: u.inspect({ v }),
        escape: escape(v), params: new URLSearchParams({ v }).toString(),
        base64: Buffer.from(v).toString("base64"), hex: Buffer.from(v).toString("hex") }))
        process.stdout.write(n + "\\0" + t + "\\0");
      """
    for (name, text) in PythonEncoders.forms(
      PythonEncoders.output("node", ["-e", node, value]) ?? [])
    {
      // The old escape() writes Latin-1, which is no encoding of the same bytes.
      if name == "escape", !value.utf8.allSatisfy({ $0 < 0x80 }) { continue }
      let shown = String(decoding: try redact(needles, [text]), as: UTF8.self)
      #expect(
        shown.contains("REDACTED"), "\(name): \(String(decoding: text, as: UTF8.self)) → \(shown)")
    }
  }
}
