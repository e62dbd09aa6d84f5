// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

extension Program {
  /// Refuses a program that the scope does not want, or that is not what it was pinned to.
  func checked(
    by store: OpenStore, _ scope: Scope, _ project: Project
  ) throws(RunFailure) -> Program {
    try checked(against: scope, project).pinned(by: store, scope, project)
  }

  /// Refuses a program that the scope's `commands` do not name.
  ///
  /// Paths are compared, their folders' links followed: a link or a copy of another name or in another folder is
  /// another program, since programs such as busybox do what their name says.
  private func checked(against scope: Scope, _ project: Project) throws(RunFailure) -> Program {
    guard let commands = scope.commands else { return self }
    let own = Self.place(of: path)
    let isAllowed = commands.contains { command in
      Self.path(of: command, project).map(Self.place) == own
    }
    guard isAllowed else {
      let names = commands.map { PrintableText.quoted($0) }.joined(separator: ", ")
      throw RunFailure(
        "scope \(scope.name) may not run \(PrintableText.quoted(path)); its commands are "
          + (names.isEmpty ? "none" : names),
        hints: ["if it is to run, add it to commands in the scope; then: secrun allow"])
    }
    return try opened()
  }

  /// The program opened, so that what is executed is what was checked.
  ///
  /// The kernel opens the interpreter of a script by itself, and that opens the script: both are looked at again.
  func opened() throws(RunFailure) -> Program {
    guard file == nil else { return self }
    var program = self
    do throws(SystemCallError) {
      let opened = try ProgramFile(path)
      program.file = opened
      if !opened.isNative {
        program.readLater.append(SeenFile(path: opened.path, status: opened.status))
      }
      if let interpreter = opened.interpreter.first, let status = FileStatus.of(interpreter) {
        let file = SeenFile(path: interpreter, status: status)
        program.seen.append(file)
        program.readLater.append(file)
      }
    } catch {
      throw RunFailure(error)
    }
    return program
  }

  /// Where a command of the scope file is; a path with a slash is seen from the folder of that file.
  private static func path(of command: String, _ project: Project) -> String? {
    guard command.contains("/") else {
      let found = ProgramSearch.find(command, path: InheritedEnvironment.text("PATH"))
      guard case .found(let path) = found else { return nil }
      return path
    }
    return Path.resolve(command, in: Path.folder(of: project.configPath ?? "."))
  }

  /// A path whose folder is free of links; what cannot be followed is left as it is.
  static func place(of path: String) -> String {
    let folder = Path.followingLinks(Path.folder(of: path)) ?? Path.folder(of: path)
    return Path.resolve(Path.name(of: path), in: folder)
  }

  /// What is executed through its descriptor: a script is not, since its interpreter has to open it by its path.
  var executed: ProgramFile? { file?.isNative == true ? file : nil }

  /// Refuses to go on when something was swapped since it was looked at.
  func requireUnchanged(isStarted: Bool = false) throws(RunFailure) {
    var changed = seen.filter { !$0.isUnchanged }.map(\.path)
    if let file {
      // A program that runs through its descriptor does not care what its path leads to by now.
      let isSame = isStarted && file.isNative ? file.isSameContent : file.isUnchanged
      if !isSame { changed.insert(file.path, at: 0) }
    }
    try Self.refuse(changed)
  }

  /// Refuses to go on when files were changed that should not be.
  static func refuse(_ changed: [String]) throws(RunFailure) {
    guard !changed.isEmpty else { return }
    throw RunFailure(
      "changed while it was being started: "
        + changed.map { PrintableText.quoted($0) }.joined(separator: ", "),
      hints: ["find out who changes it, and run it again"])
  }
}
