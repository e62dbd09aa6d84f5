// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import TestKit
import Testing

struct ProgramFileTests {
  @Test(arguments: [
    ("#!/bin/sh\necho\n", ["/bin/sh"]),
    ("#! /usr/bin/env python3 -S\n", ["/usr/bin/env", "python3 -S"]),
    ("#!/bin/sh", ["/bin/sh"]), ("echo\n", []), ("", []), ("#!\n", []),
  ])
  func `knows what runs a script`(text: String, words: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("script", text, permissions: 0o755)
    let program = try ProgramFile(folder["script"])
    #expect(program.interpreter == words)
    #expect(!program.isNative || text.isEmpty)
  }

  @Test func `a native program runs by itself`() throws {
    #expect(try ProgramFile("/bin/sh").isNative)
  }

  @Test func `notices another file, another content, and both undone`() throws {
    let folder = try TemporaryFolder()
    try folder.write("tool", "one", permissions: 0o755)
    try folder.write("other", "two", permissions: 0o755)
    let program = try ProgramFile(folder["tool"])
    #expect(program.isUnchanged && program.isSameContent)
    unsafe #expect(rename(folder["tool"], folder["kept"]) == 0)
    unsafe #expect(rename(folder["other"], folder["tool"]) == 0)
    #expect(!program.isUnchanged)
    unsafe #expect(rename(folder["kept"], folder["tool"]) == 0)
    #expect(!program.isUnchanged)
  }

  @Test func `nothing is there`() {
    #expect(throws: SystemCallError.self) { try ProgramFile("/nowhere") }
  }
}
