// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import Testing

struct SystemCallErrorTests {
  @Test func `gives the system's words in lower case`() {
    #expect(SystemCallError("open", "x", code: ENOENT).reason == "no such file or directory")
    #expect(SystemCallError("open", "x", code: EIO).reason == "input/output error")
    #expect(!SystemCallError("open", code: 99999).reason.isEmpty)
  }

  @Test func `takes the error number as it stands`() {
    _ = close(-1)
    let error = SystemCallError("close")
    #expect(error.code == EBADF && error.call == "close" && error.subject.isEmpty)
  }

  /// What each number means to a caller: refused, broken, interrupted, too long, missing.
  private static let meanings: [(Int32, String)] = [
    (EACCES, "refused"), (ENOEXEC, "refused"), (EISDIR, "refused"), (ELIBBAD, "refused"),
    (EPERM, "refused"), (ETXTBSY, "refused"), (E2BIG, "refused too long"), (EPIPE, "broken"),
    (ECONNRESET, "broken"), (EINTR, "interrupted"), (ENOENT, "missing"), (ENOTDIR, "missing"),
    (ENOMEM, ""), (EAGAIN, ""), (ENOSPC, ""), (ELOOP, ""),
  ]

  @Test(arguments: meanings)
  func `knows what a number means`(code: Int32, expected: String) {
    let error = SystemCallError("call", code: code)
    let found = [
      error.isExecutionRefused ? "refused" : nil, error.isBrokenPipe ? "broken" : nil,
      error.isInterrupted ? "interrupted" : nil, error.isTooLong ? "too long" : nil,
      error.isMissing ? "missing" : nil,
    ]
    #expect(found.compactMap { $0 }.joined(separator: " ") == expected)
  }
}
