// SPDX-License-Identifier: Apache-2.0

import SecretStore
import Testing

struct NameRulesTests {
  @Test(arguments: ["A", "_", "a1", "_1", "API_KEY", "zZ9_", String(repeating: "N", count: 128)])
  func `a secret may be called what a variable may`(name: String) {
    #expect(NameRules.isSecretName(name))
  }

  @Test(arguments: [
    "", "1", "1A", "A-B", "A.B", "A B", "A=", "\u{e9}", "A\0", "A\n", "@", "[", "`", "{", "/",
    String(repeating: "N", count: 129),
  ])
  func `a secret may not be called anything else`(name: String) {
    #expect(!NameRules.isSecretName(name))
  }

  @Test(arguments: ["a", "0", "me@host", "a.b_c+d-e", String(repeating: "l", count: 64)])
  func `a label has letters, digits and some signs`(label: String) {
    #expect(NameRules.isLabel(Array(label.utf8)))
  }

  @Test(arguments: [
    "", ".a", "-a", "_a", "@a", "a b", "a/b", "a=b", "\u{e9}", "a\n",
    String(repeating: "l", count: 65),
  ])
  func `a label has nothing else and starts with a letter or digit`(label: String) {
    #expect(!NameRules.isLabel(Array(label.utf8)))
  }
}
