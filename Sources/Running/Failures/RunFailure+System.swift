// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scoping
import SecretMemory
import Spawning
import SystemCalls

extension RunFailure {
  /// A system call that failed.
  init(_ error: SystemCallError) {
    let subject =
      error.subject.isEmpty ? "" : " \(PrintableText.escaped(error.subject, limit: 4096))"
    self.init("cannot \(Self.verb(error.call))\(subject): \(error.reason)")
  }

  /// Secret memory that could not be had.
  init(_ error: SecretMemoryError) {
    switch error {
    case .noMemory(let code), .noThread(let code):
      self.init("no secret memory: \(SystemCallError("mmap", code: code).reason)")
    case .noCryptography: self.init("libsodium does not start")
    case .notAuthentic: self.init("a box does not open")
    case .notBase64: self.init("text that should be base64 is not")
    case .wrongKeyLength: self.init("a key has the wrong length")
    }
  }

  /// Needles that could not be made.
  init(_ error: RedactionError) {
    switch error {
    case .memory(let error): self.init(error)
    case .tooManyNeedles:
      self.init(
        "the secrets in scope are too many to redact",
        hints: ["narrow the scope with --only, or run with --no-redact"])
    case .notWanted: self.init("there is no output to redact")
    }
  }

  /// A program that could not be started.
  init(_ error: Child.Failure) {
    switch error {
    case .notFound(let program):
      self.init("\(PrintableText.quoted(program)) not found", status: .notFound)
    case .notExecutable(let path, let error):
      let reason = error.map { Self.executionReason($0) } ?? "permission denied"
      self.init("cannot execute \(PrintableText.quoted(path)): \(reason)", status: .notExecutable)
    case .refused(let error), .withoutSession(let error): self.init(error)
    }
  }

  private static func executionReason(_ error: SystemCallError) -> String {
    error.isMissing ? "the interpreter that it names is not there" : error.reason
  }

  private static func verb(_ call: String) -> String {
    switch call {
    case "mkdir": "make the folder"
    case "posix_spawn", "execve": "start"
    case "rename", "link": "write"
    case "fsync": "flush"
    case "flock": "lock"
    default: call
    }
  }
}
