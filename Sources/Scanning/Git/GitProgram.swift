// SPDX-License-Identifier: Apache-2.0

import ChildEnvironment
import SecretMemory
import SystemCalls

/// git, at work on one repository, without anything that the repository's own settings could make it run.
///
/// Only plumbing that starts no other program is called. What is left are the settings switched off here: file
/// system monitors, pagers, signature checks (`gpg.program`) and the fetching of missing objects, which may run a
/// transport of the repository's choice. git gets a small environment without any secret.
package struct GitProgram {
  private let path: String
  private let folder: String?

  /// Finds git in `PATH`; `folder` is where it is to look for the repository.
  ///
  /// Without a folder it is the working folder, or what git itself said through its variables when it runs secrun
  /// as a hook. A folder that the user names means that one, whatever the variables say.
  package init(folder: String?) throws(ScanError) {
    guard case .found(let path) = ProgramSearch.find("git", path: InheritedEnvironment.text("PATH"))
    else { throw .noGit }
    self.path = path
    self.folder = folder
  }

  private static let settings = [
    "core.fsmonitor=false", "core.pager=cat", "log.showSignature=false", "log.showRoot=true",
    "i18n.logOutputEncoding=UTF-8",
  ]

  /// Where git finds a repository that the user has not named.
  private static let repositoryVariables: Set = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX",
  ]

  private static let ownVariables: Set = [
    "PATH", "HOME", "XDG_CONFIG_HOME", "USER", "LOGNAME", "SUDO_UID", "TMPDIR",
    "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_TEST_ASSUME_DIFFERENT_OWNER",
  ]

  /// Starts git with these words; `isLiteral` says that paths among them are names, whatever they are made of.
  func start(
    _ words: [String], hasInput: Bool = false, isLiteral: Bool = true
  ) throws(ScanError) -> HelperProgram {
    var arguments = folder.map { ["-C", $0] } ?? []
    for setting in Self.settings { arguments += ["-c", setting] }
    let environment = try environment(isLiteral: isLiteral)
    let program = path
    return try ScanError.calling { () throws(SystemCallError) in
      try HelperProgram(
        program, arguments + ["--no-pager"] + words, environment.table, hasInput: hasInput)
    }
  }

  /// The lines that git puts out.
  func lines(_ words: [String]) throws(ScanError) -> [String] {
    var tokens = try GitTokens(try start(words))
    let text = String(decoding: try tokens.next() ?? [], as: UTF8.self)
    try tokens.finish()
    return text.split(separator: "\n").map(String.init)
  }

  /// Those of these files that the index has.
  package func tracked(_ files: [String]) throws(ScanError) -> [String] {
    var tokens = try GitTokens(try start(["ls-files", "-z", "--cached", "--"] + files))
    var names: [String] = []
    while let token = try tokens.next() { names.append(String(decoding: token, as: UTF8.self)) }
    try tokens.finish()
    return names
  }

  private func environment(isLiteral: Bool) throws(ScanError) -> EnvironmentBlock {
    var names = Self.ownVariables
    if folder == nil { names.formUnion(Self.repositoryVariables) }
    let kept = Set(names.map { Array($0.utf8) })
    let plain = [
      ("LC_ALL", "C"), ("GIT_OPTIONAL_LOCKS", "0"), ("GIT_NO_REPLACE_OBJECTS", "1"),
      ("GIT_NO_LAZY_FETCH", "1"), ("GIT_ALLOW_PROTOCOL", "none"), ("GIT_TERMINAL_PROMPT", "0"),
      ("GIT_LITERAL_PATHSPECS", isLiteral ? "1" : "0"),
    ]
    return try ScanError.inMemory { () throws(SecretMemoryError) in
      try EnvironmentBlock(
        inherited: InheritedEnvironment.variables(), rules: .init(.matching(kept.contains)),
        plain: plain.map { ScopeVariable(name: $0.0, value: $0.1) }, secrets: [])
    }
  }

  /// Ends a program whose output was read to its end; git's own words tell why it failed.
  static func finish(_ program: HelperProgram) throws(ScanError) {
    let (status, words) = program.end()
    guard status == 0 else { throw .git(words: words) }
  }
}
