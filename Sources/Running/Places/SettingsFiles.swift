// SPDX-License-Identifier: Apache-2.0

package import Scoping
package import SecretStore
import SystemCalls

/// The files of settings that no repository can change: the user's `config.toml`, and root's for all users.
///
/// A plain run without either pays for two calls of `open` that fail.
package enum SettingsFiles {
  /// The file that counts for all users.
  package static let systemPath = "/etc/secrun/config.toml"

  /// The user's own settings over root's; paths from `~/` are made absolute.
  package static func read(_ homeFolders: HomeFolders) throws(RunFailure) -> UserSettings {
    let root = try read(systemPath, owners: [0])
    let user = try read(homeFolders.settingsPath, owners: [0, CurrentProcess.userID])
    var settings = user.overRoot(root)
    settings.auditPath = settings.auditPath.map { absolute($0, homeFolders) }
    if let program = settings.identityCommand?.first {
      settings.identityCommand?[0] = absolute(program, homeFolders)
    }
    return settings
  }

  private static func absolute(_ path: String, _ homeFolders: HomeFolders) -> String {
    path.hasPrefix("~/") ? Path.resolve(String(path.dropFirst(2)), in: homeFolders.home) : path
  }

  private static func read(
    _ path: String, owners: [UInt32]
  ) throws(RunFailure) -> UserSettings {
    guard let bytes = try bytes(of: path, owners: owners) else { return UserSettings() }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw RunFailure("\(PrintableText.escaped(path, limit: 4096)) is not UTF-8")
    }
    do throws(ScopingError) {
      return try UserSettings.parse(text)
    } catch {
      throw RunFailure(error, file: path)
    }
  }

  /// What the file holds; nil when there is none.
  private static func bytes(
    of path: String, owners: [UInt32]
  ) throws(RunFailure) -> [UInt8]? {
    let bytes: [UInt8]?
    let status: FileStatus?
    do throws(SystemCallError) {
      let file = try FileReading.openAtOnce(path)
      status = FileStatus.of(file.number)
      bytes = try FileReading.bytes(of: file, path, limit: StoreLimits.scopeFile)
    } catch {
      // In a home folder of somebody else, which cannot be searched, there are no settings of this user.
      if error.isMissing || FileStatus.of(path) == nil { return nil }
      throw RunFailure(error)
    }
    if let status { try refuseForeign(status, path, owners) }
    guard let bytes else {
      throw RunFailure(.tooLarge(limit: StoreLimits.scopeFile), file: path)
    }
    return bytes
  }

  /// Who can write the file decides which program is asked for the identity.
  private static func refuseForeign(
    _ status: FileStatus, _ path: String, _ owners: [UInt32]
  ) throws(RunFailure) {
    let path = PrintableText.escaped(path, limit: 4096)
    guard owners.contains(status.owner) else {
      throw RunFailure(
        "\(path) belongs to another user",
        hints: ["it must be \(owners == [0] ? "root's" : "yours or root's")"])
    }
    guard status.permissions & 0o022 == 0 || status.kind != .regular else {
      let mode = String(status.permissions, radix: 8)
      throw RunFailure(
        "\(path) may be written by others (mode \(mode))", hints: ["run: chmod go-w \(path)"])
    }
  }
}
