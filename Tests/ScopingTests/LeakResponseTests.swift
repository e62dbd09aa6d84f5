// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct LeakResponseTests {
  @Test(arguments: LeakResponse.allCases)
  func `a scope may ask for it`(response: LeakResponse) throws {
    let text = "[scope.a]\non-leak = \"\(response.rawValue)\""
    #expect(try ScopeFile.parse(text).scope(named: "a").onLeak == response)
  }

  @Test func `masking is all without a word`() throws {
    #expect(try ScopeFile.parse("[scope.a]").scope(named: "a").onLeak == .mask)
    #expect(LeakResponse.allCases == LeakResponse.allCases.sorted())
  }

  @Test(arguments: [
    ("kill", "mask", ScopeChange.Effect.widening), ("mask", "kill", .narrowing),
    ("fail", "warn", .widening), ("warn", "fail", .narrowing),
  ])
  func `a milder answer shows more`(old: String, new: String, effect: ScopeChange.Effect) throws {
    let files = try [old, new].map { try ScopeFile.parse("[scope.a]\non-leak = \"\($0)\"") }
    let difference = ScopeDifference.between(approved: files[0], current: files[1])
    #expect(difference.sections.flatMap(\.changes).map(\.effect) == [effect])
  }
}
