// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scanning
import SecretMemory
import SystemCalls

/// Whether values of the store lie about: in the project, in its history, in what shells remember.
struct LeakCheck: DoctorCheck {
  let name = "leaks"

  /// What shells and interpreters write down, seen from the home folder.
  private static let histories = [
    ".bash_history", ".zsh_history", ".histfile", ".sh_history", ".ash_history",
    ".local/share/fish/fish_history", ".python_history", ".node_repl_history", ".psql_history",
    ".mysql_history", ".rediscli_history",
  ]

  func examine(_ setup: Setup) -> Diagnosis {
    guard case .success(let search) = setup.values else {
      return Diagnosis("not looked at: the store does not open")
    }
    var findings = tree(setup, search) + shells(setup, search)
    if setup.folder.isInRepository { findings += history(setup, search) }
    let looked =
      setup.folder.isInRepository
      ? "files, git history and shell history" : "files and shell history"
    return Diagnosis(
      findings.isEmpty ? "no value in \(looked)" : "values stand where they should not", findings)
  }

  private func tree(_ setup: Setup, _ search: StreamSearch) -> [Finding] {
    let found = FoundPlaces()
    TreeScan(search, honoursIgnoreFiles: false, observer: found).scan(setup.folder.path)
    return found.finding(
      "value-in-files", "in files of the project",
      fix: "secrun scan \(ShellWord.quoted(setup.folder.path))",
      setup)
  }

  private func history(_ setup: Setup, _ search: StreamSearch) -> [Finding] {
    let found = FoundPlaces()
    do throws(ScanError) {
      _ = try HistoryScan(try GitProgram(folder: setup.folder.path), search, observer: found).scan()
    } catch {
      return [
        Finding(
          "history-not-searched", "the git history could not be searched",
          fix: "secrun scan --git \(ShellWord.quoted(setup.folder.path))")
      ]
    }
    return found.finding(
      "value-in-history", "in the git history, so that they must be changed at their providers",
      fix: "secrun scan --git \(ShellWord.quoted(setup.folder.path))", setup)
  }

  private func shells(_ setup: Setup, _ search: StreamSearch) -> [Finding] {
    var files = Self.histories.map { Path.resolve($0, in: setup.home) }
    if let file = InheritedEnvironment.text("HISTFILE"), !files.contains(file) {
      files.append(file)
    }
    return files.filter { FileStatus.of($0)?.kind == .regular }.flatMap { file in
      let found = FoundPlaces()
      TreeScan(search, honoursIgnoreFiles: false, observer: found).scan(file)
      let lines = Set(found.leaks.map(\.occurrence.line)).sorted().map { "\($0)d" }
      return found.finding(
        "value-in-shell-history", "in what a shell remembers",
        fix: "sed -i '\(lines.joined(separator: ";"))' \(ShellWord.quoted(file))", setup)
    }
  }
}
