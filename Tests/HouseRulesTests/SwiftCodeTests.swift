// SPDX-License-Identifier: Apache-2.0

import Testing

struct SwiftCodeTests {
  @Test(arguments: [
    ("a // b\nc", "a \nc"),
    ("a /* b /* c */ d */ e", "a  e"),
    ("a /* b\nc */ d", "a \n d"),
    (#"f("text { // \" }") // x"#, #"f("") "#),
    (#"f("a \(b("c", d)) e")"#, #"f("(b("", d))")"#),
    (##"f(#"a \(b) " "#, c)"##, #"f("", c)"#),
    (##"f(#"a \#(b) "#, c)"##, #"f("(b)", c)"#),
    ("f(\"\"\"\n  a \"quoted\" {\n  \"\"\")", "f(\"\n\n\")"),
    ("func `a { b`() {}", "func _() {}"),
  ])
  func `comments and literals go, lines stay`(text: String, code: String) {
    #expect(SwiftCode.code(of: text) == code)
  }
}
