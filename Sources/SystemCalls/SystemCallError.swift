// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A system call that failed: which, on what, and why.
package struct SystemCallError: Error, Equatable {
  /// The name of the call, such as `open`.
  package let call: String
  /// The path or other object it was about; empty when there is none.
  package let subject: String
  /// The error number.
  package let code: Int32

  /// Takes `errno` as it stands unless another code is given.
  package init(_ call: String, _ subject: String = "", code: Int32 = errno) {
    self.call = call
    self.subject = subject
    self.code = code
  }

  /// The system's words for the error number, in lower case as secrun speaks.
  package var reason: String {
    if code == Self.silentCode { return "nobody writes to it" }
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    let words = unsafe String(cString: text)
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  /// Whether the kernel found a program but does not run it.
  package var isExecutionRefused: Bool {
    [EACCES, ENOEXEC, EISDIR, ELIBBAD, EPERM, E2BIG, ETXTBSY].contains(code)
  }

  /// Whether it was a session that could not be made, as opposed to a program that could not be executed in it.
  package var isOfSession: Bool { call == "clone" }

  /// Whether the reader of a pipe or socket is gone.
  package var isBrokenPipe: Bool { code == EPIPE || code == ECONNRESET }

  /// Whether the wait was ended by the user, with Ctrl-C.
  package var isInterrupted: Bool { code == EINTR }

  /// The code for a file that may not be executed.
  package static let deniedCode = EACCES

  /// Whether the kernel or a container does not allow the call at all.
  package var isForbidden: Bool { [EPERM, EACCES, ENOSYS, EOPNOTSUPP].contains(code) }

  /// Whether the process has no terminal of its own.
  package var isWithoutTerminal: Bool { [ENXIO, ENOENT, ENOTTY].contains(code) }

  /// Whether a line was longer than its limit.
  package var isTooLong: Bool { code == E2BIG }

  /// The code for what was written and reads back differently.
  package static let damagedCode = EIO

  /// The code for a pipe from which nothing comes.
  static let silentCode = ETIMEDOUT

  /// Whether a name is a symbolic link, and none is followed.
  package var isAboutLink: Bool { code == ELOOP }

  /// Whether a file has more names than one.
  package var isAboutOtherNames: Bool { code == EMLINK }

  /// Whether something is no file of the kind that was asked for.
  package var isAboutKind: Bool { [EINVAL, EISDIR, ENXIO].contains(code) }

  /// Whether a file or folder was not there.
  package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
}
