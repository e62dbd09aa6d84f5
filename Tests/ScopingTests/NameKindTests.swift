// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct NameKindTests {
  @Test(arguments: ["A", "_", "a1", "OPENAI_API_KEY", String(repeating: "A", count: 128)])
  func `a variable and a secret take the names of C`(name: String) {
    #expect(NameKind.variable.allows(name))
    #expect(NameKind.secret.allows(name))
    #expect(NameKind.glob.allows(name))
  }

  @Test(arguments: [
    "", "1A", "A-B", "A B", "A=B", "Ä", "A\0", "A*", "@", "[", "`", "{", "\u{FF21}",
    String(repeating: "A", count: 129),
  ])
  func `and nothing else`(name: String) {
    #expect(!NameKind.variable.allows(name))
    #expect(!NameKind.secret.allows(name))
  }

  @Test(arguments: [
    ("agent", true), ("A-1_b", true), ("1", true), ("-", true), ("", false), ("a.b", false),
    ("a b", false), ("é", false), ("a*", false),
    (String(repeating: "a", count: 64), true), (String(repeating: "a", count: 65), false),
  ])
  func `a scope takes letters, digits, dashes and underscores`(name: String, isAllowed: Bool) {
    #expect(NameKind.scope.allows(name) == isAllowed)
  }
}
