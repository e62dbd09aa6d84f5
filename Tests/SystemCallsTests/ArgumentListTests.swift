// SPDX-License-Identifier: Apache-2.0

import SystemCalls
import Testing

struct ArgumentListTests {
  @Test func `is at most what the command line has behind its program`() {
    let all = ArgumentList(last: 1_000_000)
    #expect(all.count == Int(CommandLine.argc) - 1)
    #expect(all.program == CommandLine.arguments.dropFirst().first)
  }

  @Test func `may be empty`() {
    #expect(ArgumentList(last: 0).count == 0)
    #expect(ArgumentList(last: 0).program == nil)
  }
}
