// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SystemCalls

/// The files in which a run's command finds secrets; gone when the run is over, however it ended.
///
/// By default they are sealed memory, held by a process that does nothing else and ends with secrun: a path that
/// every process below the command can open, in no file system, and nothing to remove. With `tmpfs`, or where
/// that cannot be done, they are files in a private folder, which the same process removes.
final class SecretFiles {
  private let keeper: FileKeeper
  private let folder: PrivateFolder?
  private var memory: [String: SealedFile] = [:]
  /// The paths by secret, once they are written.
  private var paths: [String: String] = [:]

  /// Prepares the files of the scope before anything secret is read; nil when it has none.
  ///
  /// The scope file is not yet known to be approved, and this only makes room. A scope that there is not is said
  /// later, in its turn.
  static func prepare(
    for project: Project, _ options: RunOptions
  ) throws(RunFailure) -> SecretFiles? {
    guard let scope = try? project.scope(named: options.scope), !scope.files.isEmpty else {
      return nil
    }
    let secrets = Set(scope.files.map(\.secret)).sorted()
    do throws(SystemCallError) {
      if scope.filesVia != .tmpfs, let files = try SecretFiles(inMemory: secrets) { return files }
      if scope.filesVia != .memfd, let files = try SecretFiles(inFolder: secrets) { return files }
    } catch {
      throw RunFailure(error)
    }
    throw RunFailure(
      "scope \(scope.name) delivers files, and this machine has no place for them",
      hints: [
        scope.filesVia == .memfd
          ? "memfd needs /proc; take files-via = \"tmpfs\""
          : "tmpfs needs a folder in memory that can be written, such as XDG_RUNTIME_DIR or /dev/shm"
      ])
  }

  private init?(inMemory secrets: [String]) throws(SystemCallError) {
    folder = nil
    for secret in secrets { memory[secret] = try SealedFile() }
    keeper = try FileKeeper(holding: Array(memory.values))
    for file in memory.values where keeper.path(of: file) == nil { return nil }
  }

  private init?(inFolder secrets: [String]) throws(SystemCallError) {
    let places = [InheritedEnvironment.text("XDG_RUNTIME_DIR"), "/dev/shm", "/run", "/tmp"]
      .compactMap { $0 }.filter { $0.hasPrefix("/") }
    guard let folder = try PrivateFolder.make(in: places, for: secrets) else { return nil }
    self.folder = folder
    keeper = try FileKeeper(holding: [], folder)
  }

  /// Where a secret's file is, which is written when it is first asked for.
  func path(of secret: String, _ value: SharedSecret) throws(RunFailure) -> String? {
    if let path = paths[secret] { return path }
    do throws(SystemCallError) {
      if let folder {
        paths[secret] = try folder.write(value.bytes, as: secret)
      } else if let file = memory[secret] {
        try file.fill(value.bytes)
        paths[secret] = keeper.path(of: file)
      }
    } catch {
      throw RunFailure(error)
    }
    return paths[secret]
  }

  /// Removes the files at once.
  func end() { keeper.end() }
}
