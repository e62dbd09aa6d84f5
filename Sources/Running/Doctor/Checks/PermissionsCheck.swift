// SPDX-License-Identifier: Apache-2.0

import SecretStore
import SystemCalls

/// Whether other users can read the identity, or change what a run goes by.
struct PermissionsCheck: DoctorCheck {
  let name = "permissions"

  func examine(_ setup: Setup) -> Diagnosis {
    let homeFolders = HomeFolders()
    var findings = identity(setup, homeFolders)
    if case .success(let project) = setup.project {
      var paths = [project.storePath]
      if let path = project.configPath { paths.append(path) }
      for path in paths { findings += file(path) + folder(Path.folder(of: path)) }
    }
    // Two files in one folder say the same of it.
    var seen: Set<String> = []
    findings = findings.filter { seen.insert($0.fix + $0.code).inserted }
    return Diagnosis(
      findings.isEmpty
        ? "nobody else may read or change what belongs to you" : "not as they should be",
      findings)
  }

  private func identity(_ setup: Setup, _ homeFolders: HomeFolders) -> [Finding] {
    guard case .file(let path) = setup.identitySource, let status = FileStatus.of(path) else {
      return []
    }
    var findings = folder(Path.folder(of: path))
    guard status.kind == .regular, status.permissions & 0o077 != 0 else { return findings }
    findings.append(
      Finding(
        "identity-readable",
        "\(path) may be read by others (mode \(String(status.permissions, radix: 8)))",
        fix: "chmod 600 \(ShellWord.quoted(path))"))
    return findings
  }

  private func file(_ path: String) -> [Finding] {
    guard let status = FileStatus.of(path), status.permissions & 0o002 != 0 else { return [] }
    return [
      Finding(
        "file-writable", "\(path) may be changed by every user",
        fix: "chmod o-w \(ShellWord.quoted(path))")
    ]
  }

  /// In a folder that others may write to, they can put another file in the place of one.
  private func folder(_ path: String) -> [Finding] {
    let sticky: UInt32 = 0o1000
    guard let status = FileStatus.of(path), status.permissions & 0o002 != 0,
      status.permissions & sticky == 0
    else { return [] }
    return [
      Finding(
        "folder-writable", "every user may replace files in \(path)",
        fix: "chmod o-w \(ShellWord.quoted(path))")
    ]
  }
}
