// SPDX-License-Identifier: Apache-2.0

package import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// The scope file, store and identity that a command works with.
package struct Project {
  /// Where the scope file is; nil when there is none.
  package let configPath: String?
  /// Where the store is or would be.
  package let storePath: String
  /// The scopes; without a file the one scope that holds everything.
  package let scopeFile: ScopeFile

  /// The user's own settings, and root's, which no file of a repository can change.
  package let settings: UserSettings

  let configText: [UInt8]?
  /// `SECRUN_SCOPE`, read before secrun's own variables are overwritten.
  let scopeName: String?
  let homeFolders: HomeFolders
  let identityWish: IdentitySource.Wish

  /// Finds what belongs together: flags first, then variables, then the project's folder, then the user's own.
  package static func find(_ options: PlaceOptions) throws(RunFailure) -> Project {
    let homeFolders = HomeFolders()
    let settings = try SettingsFiles.read(homeFolders)
    let configPath = findConfig(options, homeFolders)
    var text: [UInt8]?
    let scopeFile: ScopeFile
    if let configPath {
      let bytes = try readConfig(configPath)
      scopeFile = try parse(bytes, configPath)
      text = bytes
    } else {
      scopeFile = .everything
    }
    return Project(
      configPath: configPath,
      storePath: findStore(options, configPath, scopeFile.store, homeFolders),
      scopeFile: scopeFile, settings: settings, configText: text,
      scopeName: variable("SECRUN_SCOPE"),
      homeFolders: homeFolders,
      identityWish: options.identityWish(settings))
  }

  /// Where this machine keeps what it remembers of stores, outside of any repository.
  var stateFolder: String { homeFolders.state + "/stores" }

  /// Where the store is or would be, for what needs no scope; a scope file that is not right is only asked for `store`.
  static func storePath(_ options: PlaceOptions) throws(RunFailure) -> String {
    if let path = options.store ?? variable("SECRUN_STORE") { return path }
    return try find(options).storePath
  }

  /// The scope that the flag, `SECRUN_SCOPE` or the file names.
  package func scope(named name: String?) throws(RunFailure) -> Scope {
    do throws(ScopingError) {
      return try scopeFile.scope(named: name ?? scopeName)
    } catch {
      throw RunFailure(error, file: configPath)
    }
  }

  private static func findConfig(_ options: PlaceOptions, _ homeFolders: HomeFolders) -> String? {
    if let path = options.config ?? variable("SECRUN_CONFIG") { return path }
    if let folder = CurrentProcess.workingFolder,
      let path = ConfigSearch.find(from: folder, home: homeFolders.home)
    {
      return path
    }
    // Away from any project, a store that is named brings the scope file that lies beside it.
    let store = options.store ?? variable("SECRUN_STORE") ?? homeFolders.storePath
    let beside = Path.resolve(ConfigSearch.fileName, in: Path.folder(of: store))
    return FileStatus.of(beside)?.kind == .regular ? beside : nil
  }

  private static func findStore(
    _ options: PlaceOptions, _ configPath: String?, _ named: String?, _ homeFolders: HomeFolders
  ) -> String {
    if let path = options.store ?? variable("SECRUN_STORE") { return path }
    guard let configPath else { return homeFolders.storePath }
    return Path.resolve(named ?? "secrun.store", in: Path.folder(of: configPath))
  }

  private static func variable(_ name: String) -> String? {
    InheritedEnvironment.text(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func readConfig(_ path: String) throws(RunFailure) -> [UInt8] {
    let bytes: [UInt8]?
    do throws(SystemCallError) {
      bytes = try FileReading.bytes(of: path, limit: StoreLimits.scopeFile)
    } catch {
      throw RunFailure(error)
    }
    guard let bytes else {
      throw RunFailure(.tooLarge(limit: StoreLimits.scopeFile), file: path)
    }
    return bytes
  }

  static func parse(_ bytes: [UInt8], _ path: String) throws(RunFailure) -> ScopeFile {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw RunFailure("\(path) is not UTF-8")
    }
    do throws(ScopingError) {
      return try ScopeFile.parse(text)
    } catch {
      throw RunFailure(error, file: path)
    }
  }
}
