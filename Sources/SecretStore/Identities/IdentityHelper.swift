// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// The program of `identity.command`, such as that of a password manager, which prints the identity.
///
/// It comes from the user's own settings only, and is never looked for in a folder that depends on where secrun
/// was started.
struct IdentityHelper {
  private let words: [String]

  init(_ words: [String]) {
    self.words = words
  }

  /// What it prints, in the arena; nil when that is longer than an identity can be.
  func output() throws(StoreError) -> SecretBytes? {
    let path = try path()
    let environment = try environment()
    let result: (output: SharedSecret?, ending: HelperCall.Ending)
    do throws(SystemCallError) {
      result = try HelperCall.output(of: words, at: path, environment, limit: StoreLimits.identity)
    } catch {
      throw .helper(program: words[0], .notStarted(error))
    }
    guard let output = result.output else { return nil }
    switch result.ending {
    case .exited(0), .forgotten: break
    case .exited(let status): throw .helper(program: words[0], .exited(status))
    case .signaled(let signal): throw .helper(program: words[0], .signaled(signal))
    }
    guard output.bytes.count > 0 else { throw .helper(program: words[0], .silent) }
    return try inMemory { () throws(SecretMemoryError) in try output.bytes.copy() }
  }

  private func path() throws(StoreError) -> String {
    switch ProgramSearch.find(words[0], path: InheritedEnvironment.text("PATH")) {
    case .found(let path):
      guard path.hasPrefix("/") else { throw .helper(program: words[0], .relativePath(path)) }
      return path
    case .notExecutable(let path):
      throw .helper(
        program: words[0],
        .notStarted(SystemCallError("execve", path, code: SystemCallError.deniedCode)))
    case .notFound: throw .helper(program: words[0], .notFound)
    }
  }

  /// All that secrun inherited but its own variables.
  private func environment() throws(StoreError) -> CStringTable {
    let variables = InheritedEnvironment.variables().filter {
      !$0.name.starts(with: "SECRUN_".utf8)
    }
    return try inMemory { () throws(SecretMemoryError) in
      var table = try CStringTable(entries: variables.count, bytes: 0)
      for variable in variables { table.append(variable) }
      return table
    }
  }
}
