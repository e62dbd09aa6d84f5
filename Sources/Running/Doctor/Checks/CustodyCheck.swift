// SPDX-License-Identifier: Apache-2.0

import SecretStore
import SystemCalls

/// Whether a command that secrun runs could get at the identity, and open with it what is not in its scope.
///
/// The command runs as the same user, so it can read every file that secrun can. What keeps the identity from it is a
/// passphrase, a descriptor that it does not inherit, or a session keyring that it does not have.
struct CustodyCheck: DoctorCheck {
  let name = "custody"

  func examine(_ setup: Setup) -> Diagnosis {
    guard let source = setup.identitySource else { return Diagnosis("there is no identity") }
    var (summary, findings) = judge(source, isLocked: setup.isIdentityLocked)
    findings += forgottenFile(besides: source)
    if !findings.isEmpty { summary = "the command can reach the identity" }
    return Diagnosis(summary, findings)
  }

  private func judge(_ source: IdentitySource, isLocked: Bool) -> (String, [Finding]) {
    switch source {
    case .file(let path), .platformFile(let path):
      guard !isLocked else { return locked(path) }
      let isOwn = if case .file = source { true } else { false }
      return ("", [inReach(path, isOwn ? Self.passphraseFix(path) : Self.serviceFix(path))])
    case .descriptor(let number): return descriptor(number, isLocked: isLocked)
    case .variable:
      guard !isLocked else { return locked("SECRUN_KEY") }
      return (
        "",
        [
          advice(
            "SECRUN_KEY is overwritten in secrun itself, and stays in the environment of the program that set it, which "
              + "the command can read there",
            "secrun --identity-fd 3 -- COMMAND 3< FILE")
        ]
      )
    case .helper(let words):
      let program = ShellWord.quoted(words[0])
      return (
        "",
        [
          advice(
            "the command can run \(program) as well as secrun can, unless a person is asked each time",
            "have \(program) ask, and then: secrun unlock --for 8h")
        ]
      )
    case .unlocked:
      return ("kept in the kernel for this session; a command gets a keyring without it", [])
    }
  }

  private func locked(_ title: String) -> (String, [Finding]) {
    let now =
      UnlockedIdentities.areThere() ? "; unlocked in this session, where no command reaches it" : ""
    return ("\(title) is locked with a passphrase\(now)", [])
  }

  private func descriptor(_ number: Int32, isLocked: Bool) -> (String, [Finding]) {
    let status = FileStatus.of(number)
    guard status?.kind == .regular, !isLocked else {
      return ("it comes through descriptor \(number), which no command gets", [])
    }
    return (
      "",
      [
        advice(
          "descriptor \(number) is a file, which the command can open itself once it finds its path",
          "PROGRAM-THAT-PRINTS-IT | secrun --identity-fd 0 -- COMMAND")
      ]
    )
  }

  /// A plain file in the usual place stays within reach, wherever the identity of this run comes from.
  private func forgottenFile(besides source: IdentitySource) -> [Finding] {
    let path = HomeFolders().identityPath
    let file = IdentitySource.file(path)
    guard source != file, FileStatus.of(path)?.kind == .regular, !file.isLocked else { return [] }
    return [inReach(path, Self.passphraseFix(path))]
  }

  private func inReach(_ path: String, _ fix: String) -> Finding {
    advice("a command can read \(path) as secrun can, and open the whole store with it", fix)
  }

  private func advice(_ reason: String, _ fix: String) -> Finding {
    Finding("identity-in-reach", reason, fix: fix, severity: .advice)
  }

  private static func passphraseFix(_ path: String) -> String {
    "secrun identity passphrase --identity \(ShellWord.quoted(path))"
  }

  /// What a platform provides belongs to root or to the service; only another user cannot read it.
  private static func serviceFix(_ path: String) -> String {
    CurrentProcess.userID == 0
      ? "secrun -- setpriv --reuid=USER --regid=GROUP --clear-groups COMMAND"
      : "PROGRAM-THAT-PRINTS-IT | secrun --identity-fd 0 -- COMMAND"
  }
}
